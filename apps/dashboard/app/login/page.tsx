import type { Metadata } from 'next';
import { LogInPage } from '../../features/session/log-in-page';

export const metadata: Metadata = { title: 'Log in' };

export default LogInPage;
