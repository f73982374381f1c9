'use client';

import { ErrorState, Section, Select, SkeletonRows } from '@accord/ui';
import { asProblem } from '../../lib/api-problem';
import { ChangeCounts, ChangeList } from '../contract-changes/change-list';
import { JsonDiff } from '../contract-changes/json-diff';
import { inSchemaOrder } from '../contract-editor/contract-fields';
import type { Place } from '../contract-editor/contract-queries';
import type { JsonObject } from '../contract-editor/json-value';
import { useContractVersion } from '../services/services-queries';
import { QueryView } from '../shared/query-view';
import { useVersionDiff } from './version-queries';

export interface VersionComparisonProps {
  place: Place;
  from: number;
  to: number;
  /** The newest version; all down to 1 can be chosen. */
  newest: number;
  onChoose: (pair: { from: number; to: number }) => void;
}

/** Any two versions: what the step from one to the other means, then how it is written. */
export function VersionComparison({ place, from, to, newest, onChoose }: VersionComparisonProps) {
  const options = Array.from({ length: newest }, (_, index) => String(newest - index)).map((value) => ({
    value,
    label: Number(value) === newest ? `v${value} (in force)` : `v${value}`,
  }));
  return (
    <Section
      title={`From v${from} to v${to}`}
      hint="What changes for tokens when the second replaces the first."
      actions={
        <>
          <Select
            label="From"
            labelHidden
            options={options}
            value={String(from)}
            onChange={(value) => onChoose({ from: Number(value), to })}
          />
          <span className="text-sm text-muted">to</span>
          <Select
            label="To"
            labelHidden
            options={options}
            value={String(to)}
            onChange={(value) => onChoose({ from, to: Number(value) })}
          />
        </>
      }
    >
      <WordsBetween place={place} from={from} to={to} />
      <div className="mt-5">
        <JsonBetween place={place} from={from} to={to} />
      </div>
    </Section>
  );
}

interface Pair {
  place: Place;
  from: number;
  to: number;
}

/** The step from one version to another in words; also for the rollback dialog. */
export function WordsBetween({ place, from, to }: Pair) {
  const query = useVersionDiff(place, from, to);
  return (
    <QueryView query={query} skeleton={<SkeletonRows rows={3} label="Comparing the versions" />}>
      {({ changes }) =>
        changes.length === 0 ? (
          <p className="text-sm text-muted">Both mean the same.</p>
        ) : (
          <>
            <ChangeCounts changes={changes} />
            <ChangeList changes={changes} />
          </>
        )
      }
    </QueryView>
  );
}

function JsonBetween({ place: { service, environment }, from, to }: Pair) {
  const before = useContractVersion(service, environment, from);
  const after = useContractVersion(service, environment, to);
  const error = before.error ?? after.error;
  if (error) {
    const problem = asProblem(error);
    return <ErrorState title={problem.title} detail={problem.detail} requestId={problem.requestId} />;
  }
  if (!before.data || !after.data) return <SkeletonRows rows={6} label="Loading both versions" />;
  const written = (contract: unknown) => inSchemaOrder(contract as JsonObject);
  return (
    <JsonDiff
      title={`JSON: v${from} (−) and v${to} (+)`}
      from={written(before.data.contract)}
      to={written(after.data.contract)}
    />
  );
}
