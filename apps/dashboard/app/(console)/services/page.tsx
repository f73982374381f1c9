import { PageHeader } from '@accord/ui';
import type { Metadata } from 'next';

export const metadata: Metadata = { title: 'Services' };

export default function Page() {
  return <PageHeader title="Services" />;
}
