'use client';

import { EmptyState, ErrorState, Section, Select, SkeletonRows, buttonClass } from '@accord/ui';
import { ArrowLeftRight, FileCheck } from 'lucide-react';
import Link from 'next/link';
import { asProblem } from '../../lib/api-problem';
import { JsonDiff } from '../contract-changes/json-diff';
import { inSchemaOrder } from '../contract-editor/contract-fields';
import type { Place } from '../contract-editor/contract-queries';
import type { JsonObject } from '../contract-editor/json-value';
import { useContractVersion, useContractVersions } from '../services/services-queries';
import { QueryView } from '../shared/query-view';
import { comparisonPath, versionName, type PlacedVersion } from './comparison-path';
import { OtherPlace } from './other-place';
import { WordsBetween } from './words-between';

/** What the address says of a comparison; null is the default, which it leaves out. */
export interface ComparisonChange {
  from?: number | null;
  to?: number | null;
  from_service?: string | null;
  from_environment?: string | null;
}

export interface VersionComparisonProps {
  place: Place;
  to: number;
  /** The newest version here; all down to 1 can be chosen. */
  newest: number;
  /** Where the other version is: here too, or in another environment or service. */
  other: Place;
  /** The other version; null for the one that is looked for first. */
  from: number | null;
  onChoose: (next: ComparisonChange) => void;
}

/** Any two versions, here or elsewhere: what the step from one to the other means, then how it is written. */
export function VersionComparison({ place, to, newest, other, from, onChoose }: VersionComparisonProps) {
  const isHere = other.service === place.service && other.environment === place.environment;
  return (
    <Section
      title="Compare"
      hint="What changes for tokens when the second replaces the first."
      className="scroll-mt-16"
    >
      <div className="mb-5 flex flex-wrap items-end gap-3">
        <OtherPlace place={place} other={other} onChoose={onChoose} />
        {isHere ? (
          <VersionSelect
            label="From version"
            newest={newest}
            value={from ?? Math.max(1, to - 1)}
            onChange={(version) => onChoose({ from: version, to })}
          />
        ) : (
          <OtherVersion other={other} from={from} onChoose={(version) => onChoose({ from: version, to })} />
        )}
        <VersionSelect
          label={`To version in ${place.environment}`}
          newest={newest}
          value={to}
          onChange={(version) => onChoose({ from, to: version })}
        />
      </div>
      {isHere ? (
        newest === 1 ? (
          <p className="text-sm text-muted">
            There is only one version here yet. Choose another environment or service to compare it with.
          </p>
        ) : (
          <Difference
            from={{ ...place, version: from ?? Math.max(1, to - 1) }}
            to={{ ...place, version: to }}
          />
        )
      ) : (
        <Across other={other} from={from} to={{ ...place, version: to }} />
      )}
    </Section>
  );
}

interface VersionSelectProps {
  label: string;
  newest: number;
  value: number;
  onChange: (version: number) => void;
}

function VersionSelect({ label, newest, value, onChange }: VersionSelectProps) {
  const options = Array.from({ length: newest }, (_, index) => String(newest - index)).map((version) => ({
    value: version,
    label: Number(version) === newest ? `v${version} (in force)` : `v${version}`,
  }));
  return (
    <Select
      quiet
      label={label}
      options={options}
      value={String(value)}
      onChange={(version) => onChange(Number(version))}
    />
  );
}

interface OtherVersionProps {
  other: Place;
  from: number | null;
  onChoose: (version: number) => void;
}

/** Of the other place; nothing to choose while its versions are unknown, or while it has none. */
function OtherVersion({ other, from, onChoose }: OtherVersionProps) {
  const newest = useNewestVersion(other).data;
  if (!newest) return null;
  return (
    <VersionSelect
      label={`From version in ${other.environment}`}
      newest={newest}
      value={from ?? newest}
      onChange={onChoose}
    />
  );
}

/** The version in force there; null when nothing was published. */
function useNewestVersion({ service, environment }: Place) {
  const query = useContractVersions(service, environment);
  const data = query.data && (query.data.pages[0]?.items[0]?.version ?? null);
  return { ...query, data };
}

function Across({ other, from, to }: { other: Place; from: number | null; to: PlacedVersion }) {
  const newest = useNewestVersion(other);
  return (
    <QueryView query={newest} skeleton={<SkeletonRows rows={6} label="Loading the versions there" />}>
      {(version) =>
        version === null ? (
          <EmptyState
            icon={FileCheck}
            title={`Nothing was published to ${other.service} in ${other.environment}`}
          >
            Choose another environment or service to compare with.
          </EmptyState>
        ) : (
          <Difference from={{ ...other, version: from ?? version }} to={to} />
        )
      }
    </QueryView>
  );
}

interface Pair {
  from: PlacedVersion;
  to: PlacedVersion;
}

function Difference({ from, to }: Pair) {
  return (
    <>
      <div className="mb-2 flex flex-wrap items-center gap-x-3 gap-y-1">
        <h3 className="text-sm font-semibold">
          From {versionName(from, to)} to {versionName(to, from)}
        </h3>
        <Link href={comparisonPath(to, from)} scroll={false} className={buttonClass('ghost', 'sm')}>
          <ArrowLeftRight aria-hidden="true" />
          The other way round
        </Link>
      </div>
      <WordsBetween from={from} to={to} />
      <div className="mt-5">
        <JsonBetween from={from} to={to} />
      </div>
    </>
  );
}

function JsonBetween({ from, to }: Pair) {
  const before = useContractVersion(from.service, from.environment, from.version);
  const after = useContractVersion(to.service, to.environment, to.version);
  const error = before.error ?? after.error;
  if (error) {
    const problem = asProblem(error);
    return <ErrorState title={problem.title} detail={problem.detail} requestId={problem.requestId} />;
  }
  if (!before.data || !after.data) return <SkeletonRows rows={6} label="Loading both versions" />;
  const written = (contract: unknown) => inSchemaOrder(contract as JsonObject);
  return (
    <JsonDiff
      title={`JSON: ${versionName(from, to)} (−) and ${versionName(to, from)} (+)`}
      from={written(before.data.contract)}
      to={written(after.data.contract)}
    />
  );
}
