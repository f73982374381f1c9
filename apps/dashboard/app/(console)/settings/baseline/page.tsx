import type { Metadata } from 'next';
import { BaselinePage } from '../../../../features/settings/baseline/baseline-page';

export const metadata: Metadata = { title: 'Baseline' };

export default BaselinePage;
