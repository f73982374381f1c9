import type { Metadata } from 'next';
import { EditorPage } from '../../../../../../features/contract-editor/editor-page';

interface PageProps {
  params: Promise<{ service: string; environment: string }>;
}

export async function generateMetadata({ params }: PageProps): Promise<Metadata> {
  const { service, environment } = await params;
  return { title: `Edit ${decodeURIComponent(service)} in ${decodeURIComponent(environment)}` };
}

export default async function Page({ params }: PageProps) {
  const { service, environment } = await params;
  return <EditorPage service={decodeURIComponent(service)} environment={decodeURIComponent(environment)} />;
}
