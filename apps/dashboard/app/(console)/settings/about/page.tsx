import type { Metadata } from 'next';
import { AboutPage } from '../../../../features/settings/about/about-page';

export const metadata: Metadata = { title: 'About' };

export default AboutPage;
