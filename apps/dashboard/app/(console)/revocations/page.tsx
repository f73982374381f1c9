import type { Metadata } from 'next';
import { RevocationsPage } from '../../../features/revocations/revocations-page';

export const metadata: Metadata = { title: 'Revocations' };

export default RevocationsPage;
