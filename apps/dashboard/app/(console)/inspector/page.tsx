import type { Metadata } from 'next';
import { InspectorPage } from '../../../features/inspector/inspector-page';

export const metadata: Metadata = { title: 'Inspector' };

export default InspectorPage;
