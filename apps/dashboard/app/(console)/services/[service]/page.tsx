import type { Metadata } from 'next';
import { ServicePage } from '../../../../features/services/service-page';

interface PageProps {
  params: Promise<{ service: string }>;
}

export async function generateMetadata({ params }: PageProps): Promise<Metadata> {
  const { service } = await params;
  return { title: decodeURIComponent(service) };
}

export default async function Page({ params }: PageProps) {
  const { service } = await params;
  return <ServicePage service={decodeURIComponent(service)} />;
}
