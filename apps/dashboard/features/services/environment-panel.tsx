import type { ServiceEnvironment } from '@accord/contract/http';
import { EmptyState, Section, buttonClass } from '@accord/ui';
import { FileCheck } from 'lucide-react';
import Link from 'next/link';
import { contractPath } from '../contract-editor/contract-path';
import { InstancesSection } from '../fleet/instances-section';
import { ContractSection } from './contract-section';
import { CredentialsSection } from './credentials-section';
import { EnvironmentSummary } from './environment-summary';
import { VersionsSection } from './versions-section';

/** Everything about a service in one environment. */
export function EnvironmentPanel({ service, standing }: { service: string; standing: ServiceEnvironment }) {
  const { environment, published } = standing;
  const place = { service, environment };
  return (
    <>
      <EnvironmentSummary service={service} standing={standing} />
      <div className="flex flex-col gap-10">
        {published ? (
          <div className="grid gap-x-12 gap-y-10 xl:grid-cols-2">
            <ContractSection {...place} live={published.version} />
            <VersionsSection {...place} live={published.version} />
          </div>
        ) : (
          <Section title="Published contract">
            <NothingPublished {...place} />
          </Section>
        )}
        <InstancesSection {...place} />
        <CredentialsSection {...place} />
      </div>
    </>
  );
}

function NothingPublished({ service, environment }: { service: string; environment: string }) {
  return (
    <EmptyState
      icon={FileCheck}
      title="Publish the first contract"
      action={
        <div className="flex justify-center">
          <Link href={contractPath(service, environment, 'edit')} className={buttonClass('primary', 'md')}>
            Write the contract
          </Link>
        </div>
      }
    >
      Until then the instances of this environment get no policy and refuse every token. Say whose tokens are
      accepted and for whom they must be meant; the rest has safe defaults.
    </EmptyState>
  );
}
