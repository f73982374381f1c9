import type { Metadata } from 'next';
import { TrustKeysPage } from '../../../../features/settings/trust-keys/trust-keys-page';

export const metadata: Metadata = { title: 'Trust keys' };

export default TrustKeysPage;
