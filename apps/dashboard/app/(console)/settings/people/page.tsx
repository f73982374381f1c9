import type { Metadata } from 'next';
import { PeoplePage } from '../../../../features/settings/people/people-page';

export const metadata: Metadata = { title: 'People' };

export default PeoplePage;
