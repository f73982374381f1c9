'use client';

import type { IssuerView } from '@accord/contract/http';
import { EmptyState, PageHeader, Select, Skeleton, SkeletonRows, useNow } from '@accord/ui';
import { KeyRound } from 'lucide-react';
import { QueryView } from '../shared/query-view';
import { BoundsSection } from './bounds-section';
import { CreateIssuer } from './create-issuer';
import { ExternalIssuer, IssuerFacts } from './issuer-facts';
import { KeysTable } from './keys-table';
import { Overview } from './overview';
import { RotateNow } from './rotate-now';
import { RotationFigures } from './rotation-figures';
import { useIssuers, useRotation } from './rotation-queries';
import { ScheduleSection } from './schedule-section';
import { SignersSection } from './signers-section';
import { TimelineSection } from './timeline-section';
import { UnknownIssuer } from './unknown-issuer';
import { Waits } from './waits';
import { useRotationPlace } from './zoom';

const TITLE = 'Rotation';
const HINT = 'Which keys sign, which are accepted, and what the next change waits for.';

/** No issuer can have this name: a name is never empty. */
const ALL = { value: '', label: 'All issuers' };

export function RotationPage() {
  const query = useIssuers();
  const [place, setPlace] = useRotationPlace();
  const issuers = query.data?.items ?? [];
  const only = issuers.length === 1 ? issuers[0] : undefined;
  const issuer = place.issuer === null ? only : issuers.find(({ name }) => name === place.issuer);
  const show = (name: string | null) => void setPlace({ issuer: name, kid: null, at: null });
  const create = (
    <CreateIssuer
      variant={issuers.length === 0 ? 'primary' : 'secondary'}
      onCreated={({ name }) => show(name)}
    />
  );
  const picker = issuers.length > 1 && (
    <Select
      label="Issuer"
      labelHidden
      options={[ALL, ...issuers.map(({ name }) => ({ value: name, label: name }))]}
      value={issuer?.name ?? ALL.value}
      onChange={(name) => show(name === ALL.value ? null : name)}
    />
  );
  const actions = (
    <>
      {picker}
      {create}
    </>
  );
  if (issuer) {
    return (
      <QueryView query={query} skeleton={null}>
        {() => <Issuer key={issuer.id} issuer={issuer} actions={actions} />}
      </QueryView>
    );
  }
  if (place.issuer !== null && issuers.length > 0) {
    return <UnknownIssuer name={place.issuer} actions={actions} showAll={() => show(null)} />;
  }
  if (issuers.length > 1) return <Overview actions={actions} skeleton={<RotationSkeleton />} />;
  return (
    <>
      <PageHeader title={TITLE} hint={HINT} actions={query.data && create} />
      <QueryView query={query} skeleton={<RotationSkeleton />}>
        {() => <NoIssuers />}
      </QueryView>
    </>
  );
}

function Issuer({ issuer, actions }: { issuer: IssuerView; actions: React.ReactNode }) {
  const query = useRotation(issuer);
  const [place, setPlace] = useRotationPlace();
  const clientNow = useNow() ?? query.data?.now ?? 0;
  // The picture follows the server's clock: this browser's may be wrong.
  const ahead = query.data ? query.data.now - Math.floor(query.dataUpdatedAt / 1_000) : 0;
  const now = clientNow + ahead;
  return (
    <>
      <PageHeader
        title={TITLE}
        hint={HINT}
        actions={
          <>
            {actions}
            {query.data && <RotateNow view={query.data} now={now} />}
          </>
        }
      />
      <IssuerFacts issuer={issuer} />
      {issuer.kind === 'external' ? (
        <ExternalIssuer issuer={issuer} />
      ) : (
        <QueryView query={query} skeleton={<RotationSkeleton />}>
          {(view) => (
            <>
              <RotationFigures view={view} />
              <div className="flex flex-col gap-10">
                <TimelineSection view={view} now={now} />
                <Waits view={view} />
                <KeysTable view={view} selected={place.kid} onSelect={(kid) => void setPlace({ kid })} />
                <ScheduleSection view={view} />
                <BoundsSection view={view} />
                <SignersSection signers={view.signers} />
              </div>
            </>
          )}
        </QueryView>
      )}
    </>
  );
}

function RotationSkeleton() {
  return (
    <>
      <Skeleton className="mb-8 h-12 w-full max-w-2xl" />
      <Skeleton className="mb-10 h-72 w-full" />
      <SkeletonRows rows={5} label="Loading keys" />
    </>
  );
}

function NoIssuers() {
  return (
    <EmptyState icon={KeyRound} title="Add the first issuer">
      An issuer signs tokens. Accord can follow the keys that it publishes itself, or make and rotate its
      keys.
    </EmptyState>
  );
}
