import type { Metadata } from 'next';
import { VersionsPage } from '../../../../../../features/contract-versions/versions-page';

interface PageProps {
  params: Promise<{ service: string; environment: string }>;
}

export async function generateMetadata({ params }: PageProps): Promise<Metadata> {
  const { service, environment } = await params;
  return { title: `Versions of ${decodeURIComponent(service)} in ${decodeURIComponent(environment)}` };
}

export default async function Page({ params }: PageProps) {
  const { service, environment } = await params;
  return <VersionsPage service={decodeURIComponent(service)} environment={decodeURIComponent(environment)} />;
}
