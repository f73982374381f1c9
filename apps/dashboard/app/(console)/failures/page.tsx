import type { Metadata } from 'next';
import { FailuresPage } from '../../../features/failures/failures-page';

export const metadata: Metadata = { title: 'Failures' };

export default FailuresPage;
