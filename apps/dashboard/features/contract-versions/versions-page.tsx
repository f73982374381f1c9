'use client';

import type { ContractVersionPage } from '@accord/contract/http';
import { EmptyState, Section, SkeletonRows, buttonClass } from '@accord/ui';
import { FileCheck, FilePen } from 'lucide-react';
import Link from 'next/link';
import { parseAsInteger, parseAsString, useQueryStates } from 'nuqs';
import { Suspense, lazy, useState } from 'react';
import { randomKey } from '../../lib/random-key';
import { contractPath } from '../contract-editor/contract-path';
import type { Place } from '../contract-editor/contract-queries';
import { PlaceHeader } from '../contract-editor/place-header';
import { useContractVersions } from '../services/services-queries';
import { LoadMore } from '../shared/load-more';
import { QueryView } from '../shared/query-view';
import { VersionComparison } from './version-comparison';
import { VersionHistory } from './version-history';

const RollBackDialog = lazy(async () => ({ default: (await import('./roll-back-dialog')).RollBackDialog }));

/** Everything that was ever in force for a service in one environment; any two of it compared. */
export function VersionsPage(place: Place) {
  const query = useContractVersions(place.service, place.environment);
  return (
    <>
      <PlaceHeader
        {...place}
        page="Versions"
        title={`Versions of ${place.service} in ${place.environment}`}
        hint="Published versions never change; a rollback is a new version."
        actions={
          <Link
            href={contractPath(place.service, place.environment, 'edit')}
            className={buttonClass('secondary', 'md')}
          >
            <FilePen aria-hidden="true" />
            Edit the contract
          </Link>
        }
      />
      <QueryView query={query} skeleton={<SkeletonRows rows={8} label="Loading versions" />}>
        {({ pages }) => (
          <Versions place={place} versions={pages.flatMap(({ items }) => items)}>
            <LoadMore query={query} />
          </Versions>
        )}
      </QueryView>
    </>
  );
}

interface VersionsProps {
  place: Place;
  versions: ContractVersionPage['items'];
  /** The way to older versions. */
  children: React.ReactNode;
}

const parsers = {
  from: parseAsInteger,
  to: parseAsInteger,
  from_service: parseAsString,
  from_environment: parseAsString,
};

function Versions({ place, versions, children }: VersionsProps) {
  const [asked, setAsked] = useQueryStates(parsers);
  const [rollBack, setRollBack] = useState<{ version: number; key: string } | null>(null);
  const live = versions[0]?.version;
  if (live === undefined) return <NothingPublished {...place} />;
  const to = asked.to ?? live;
  return (
    <div className="flex flex-col gap-10">
      <Section title="History">
        <VersionHistory
          versions={versions}
          live={live}
          shown={to}
          onShow={(version) =>
            void setAsked({ from: version - 1, to: version, from_service: null, from_environment: null })
          }
          onRollBack={(version) => setRollBack({ version, key: randomKey() })}
        />
        {children}
      </Section>
      <VersionComparison
        place={place}
        to={to}
        newest={live}
        other={{
          service: asked.from_service ?? place.service,
          environment: asked.from_environment ?? place.environment,
        }}
        from={asked.from}
        onChoose={(next) => void setAsked(next)}
      />
      {rollBack && (
        <Suspense>
          <RollBackDialog
            place={place}
            version={rollBack.version}
            live={live}
            idempotencyKey={rollBack.key}
            onClose={() => setRollBack(null)}
          />
        </Suspense>
      )}
    </div>
  );
}

function NothingPublished({ service, environment }: Place) {
  return (
    <EmptyState
      icon={FileCheck}
      title="Nothing was published yet"
      action={
        <div className="flex justify-center">
          <Link href={contractPath(service, environment, 'edit')} className={buttonClass('primary', 'md')}>
            Write the contract
          </Link>
        </div>
      }
    >
      The first version appears here as soon as somebody publishes the draft.
    </EmptyState>
  );
}
