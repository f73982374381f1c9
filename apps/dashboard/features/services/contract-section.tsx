'use client';

import { Button, CopyButton, RelativeTime, Section, SkeletonRows, buttonClass } from '@accord/ui';
import { FilePen } from 'lucide-react';
import Link from 'next/link';
import { contractPath } from '../contract-editor/contract-path';
import { QueryView } from '../shared/query-view';
import { ContractFormToggle, ContractView } from './contract-view';
import { useContractVersion } from './services-queries';
import { useShownVersion } from './versions-section';

export interface ContractSectionProps {
  service: string;
  environment: string;
  live: number;
}

/** The contract in force, or an older version that somebody looks back at. */
export function ContractSection({ service, environment, live }: ContractSectionProps) {
  const { shown, show } = useShownVersion(live);
  const query = useContractVersion(service, environment, shown);
  return (
    <Section
      title={shown === live ? 'Published contract' : `Version ${shown}, not in force`}
      actions={
        <>
          {shown !== live && (
            <Button variant="secondary" size="sm" onClick={() => show(live)}>
              Back to v{live}
            </Button>
          )}
          <ContractFormToggle />
          <Link href={contractPath(service, environment, 'edit')} className={buttonClass('secondary', 'sm')}>
            <FilePen aria-hidden="true" />
            Edit
          </Link>
        </>
      }
    >
      <QueryView query={query} skeleton={<SkeletonRows rows={6} label="Loading the contract" />}>
        {(version) => (
          <>
            <p className="mb-3 flex flex-wrap items-center gap-x-2 text-xs text-muted">
              <span>
                v{version.version}, published <RelativeTime at={version.published_at} /> by{' '}
                {version.published_by}
              </span>
              <span className="inline-flex items-center">
                <code>{shortHash(version.hash)}</code>
                <CopyButton text={version.hash} label="Copy the hash of the contract" />
              </span>
            </p>
            <ContractView contract={version.contract} title={`Contract v${version.version}`} />
          </>
        )}
      </QueryView>
    </Section>
  );
}

/** Enough of a hash to recognise it by; the copy button gives all of it. */
function shortHash(hash: string): string {
  const [algorithm, digest = ''] = hash.split(':');
  return `${algorithm}:${digest.slice(0, 12)}…`;
}
