import type { Metadata } from 'next';
import { RotationPage } from '../../../features/rotation/rotation-page';

export const metadata: Metadata = { title: 'Rotation' };

export default RotationPage;
