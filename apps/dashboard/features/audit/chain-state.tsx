'use client';

import { Button, Status, formatCount } from '@accord/ui';
import { Link2Off, ListChecks, ShieldCheck } from 'lucide-react';
import { CommandProblem } from '../shared/command-problem';
import { useChainCheck } from './audit-queries';

/** Recomputes the hashes of the whole log on demand, and says which part was checked. */
export function ChainState() {
  const { progress, check } = useChainCheck();
  return (
    <div className="mb-4 flex flex-wrap items-center gap-x-3 gap-y-2 text-sm" aria-live="polite">
      <Button
        variant="secondary"
        size="sm"
        aria-disabled={check.isPending}
        onClick={() => {
          if (!check.isPending) check.mutate();
        }}
      >
        <ListChecks aria-hidden="true" />
        {check.isPending ? 'Checking…' : 'Check the chain'}
      </Button>
      {progress === null && !check.error && (
        <span className="text-muted">
          Each event carries the hash of the one before it. The check recomputes them all.
        </span>
      )}
      {progress && check.isPending && (
        <span className="text-muted">
          {formatCount(progress.checked)} of {formatCount(progress.head.number)} events hold so far
        </span>
      )}
      {check.data && (
        <>
          <Status
            tone={check.data.intact ? 'ok' : 'danger'}
            icon={check.data.intact ? ShieldCheck : Link2Off}
          >
            {check.data.intact ? 'Whole' : `Broken at event ${check.data.broken_at ?? '?'}`}
          </Status>
          <span className="min-w-0 text-muted">
            {check.data.intact
              ? `Events 1 to ${formatCount(check.data.checked)} hold. Head `
              : `Events 1 to ${formatCount(check.data.checked)} hold; then ${check.data.problem ?? 'nothing fits'}. Head `}
            <code title={check.data.head.hash}>{check.data.head.hash.slice(0, 12)}…</code>
          </span>
        </>
      )}
      <CommandProblem error={check.error} />
    </div>
  );
}
