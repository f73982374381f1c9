'use client';

import { RevocationKind } from '@accord/contract';
import type { RevocationView } from '@accord/contract/http';
import { EmptyState, GuardedButton, PageHeader, Select, SkeletonRows } from '@accord/ui';
import { Ban } from 'lucide-react';
import Link from 'next/link';
import { parseAsString, parseAsStringLiteral, useQueryStates } from 'nuqs';
import { Suspense, lazy, useState } from 'react';
import { randomKey } from '../../lib/random-key';
import { useBlockedBecause } from '../session/session-queries';
import { LoadMore } from '../shared/load-more';
import { QueryView } from '../shared/query-view';
import { CutOffs } from './cut-offs';
import { KIND_WORDS } from './revocation-words';
import { useCutOffs, useRevocations, useRevokingIssuers } from './revocations-queries';
import { RevocationsTable } from './revocations-table';

const CreateDialog = lazy(async () => ({ default: (await import('./create-dialog')).CreateDialog }));
const LiftDialog = lazy(async () => ({ default: (await import('./lift-dialog')).LiftDialog }));

const parsers = { kind: parseAsStringLiteral(RevocationKind.options), issuer: parseAsString };
const ANY = { value: '', label: 'Any' };

/** What is refused before its time, and how far each refusal has come. */
export function RevocationsPage() {
  const [filters, setFilters] = useQueryStates(parsers, { history: 'push' });
  const [idempotencyKey, setIdempotencyKey] = useState<string | null>(null);
  const [lifting, setLifting] = useState<RevocationView | null>(null);
  const query = useRevocations(filters);
  const { data: known } = useRevokingIssuers();
  const issuers = known?.items ?? [];
  const writeBlocked = useBlockedBecause('revocations:write');
  const noIssuer = known
    ? 'There is no issuer whose tokens could be revoked. Create one first.'
    : 'The issuers have not been read yet. Wait, or try again.';
  const blockedBecause = writeBlocked ?? (issuers.length === 0 ? noIssuer : null);
  return (
    <>
      <PageHeader
        title="Revocations"
        hint="Tokens, subjects, sessions and clients that are refused before their time."
        actions={
          <GuardedButton
            variant="primary"
            size="md"
            blockedBecause={blockedBecause}
            onClick={() => setIdempotencyKey(randomKey())}
          >
            <Ban aria-hidden="true" />
            Revoke
          </GuardedButton>
        }
      />
      <div role="search" aria-label="Revocations" className="mb-5 grid max-w-md grid-cols-2 gap-3">
        <Select
          quiet
          label="Kind"
          options={[
            ANY,
            ...RevocationKind.options.map((value) => ({ value, label: KIND_WORDS[value].label })),
          ]}
          value={filters.kind ?? ''}
          onChange={(value) => void setFilters({ kind: RevocationKind.safeParse(value).data ?? null })}
        />
        <Select
          quiet
          label="Issuer"
          options={[ANY, ...issuers.map(({ name }) => ({ value: name, label: name }))]}
          value={filters.issuer ?? ''}
          onChange={(value) => void setFilters({ issuer: value === '' ? null : value })}
        />
      </div>
      <QueryView query={query} skeleton={<SkeletonRows rows={6} label="Loading revocations" />}>
        {({ pages }) => {
          const revocations = pages.flatMap((page) => page.items);
          if (revocations.length === 0)
            return <Nothing filtered={filters.kind !== null || filters.issuer !== null} />;
          return (
            <>
              <RevocationsTable
                revocations={revocations}
                liftBlockedBecause={writeBlocked}
                onLift={setLifting}
              />
              <LoadMore query={query} />
            </>
          );
        }}
      </QueryView>
      <CutOffs />
      <Suspense>
        {idempotencyKey !== null && (
          <CreateDialog
            issuers={issuers}
            idempotencyKey={idempotencyKey}
            onClose={() => setIdempotencyKey(null)}
          />
        )}
        {lifting && <LiftDialog revocation={lifting} onClose={() => setLifting(null)} />}
      </Suspense>
    </>
  );
}

function Nothing({ filtered }: { filtered: boolean }) {
  const noIssuer = useRevokingIssuers().data?.items.length === 0;
  const cutOffs = useCutOffs().data?.items.length ?? 0;
  const nothing = cutOffs === 0 ? 'Nothing is revoked' : 'Nothing is revoked one by one';
  if (filtered) {
    return (
      <EmptyState icon={Ban} title="No revocation matches">
        Choose another kind or issuer, or any.
      </EmptyState>
    );
  }
  return (
    <EmptyState icon={Ban} title={nothing}>
      {noIssuer ? (
        <>
          What is revoked is of an issuer. Add one under{' '}
          <Link href="/rotation" className="text-accent underline">
            Rotation
          </Link>{' '}
          first.
        </>
      ) : (
        'When a token is stolen or a person leaves, press Revoke: services refuse it with their next policy.'
      )}
    </EmptyState>
  );
}
