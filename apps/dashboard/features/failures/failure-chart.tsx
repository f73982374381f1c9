'use client';

import type { FailuresView } from '@accord/contract/http';
import {
  Section,
  SeriesSwatch,
  StackedBars,
  buttonClass,
  formatCount,
  formatDuration,
  type ChartSeries,
} from '@accord/ui';
import { FileDown } from 'lucide-react';
import { useMemo } from 'react';
import { BucketTable } from './bucket-table';
import { Changes, markersOf } from './changes';
import { bucketsOf, seriesOf } from './chart-data';
import { csvHref } from './failures-queries';
import { filterOn, isValueFilter, type Filters, type FilterUpdate } from './filters';
import { NothingCounted } from './nothing-counted';

export interface FailureChartProps {
  view: FailuresView;
  filters: Filters;
  update: (next: FilterUpdate) => void;
}

/** Verdicts over time, with what changed meanwhile. */
export function FailureChart({ view, filters, update }: FailureChartProps) {
  const { group_by: by, accepted } = filters;
  const series = useMemo(() => seriesOf(view, by, accepted), [view, by, accepted]);
  const buckets = useMemo(() => bucketsOf(view), [view]);
  const markers = useMemo(() => markersOf(view), [view]);
  const toggleCompared = (at: number) => update({ compare: filters.compare === at ? null : at });
  const what = accepted ? 'Verdicts' : 'Refused requests';
  return (
    <Section
      title={`${what} by ${by.replace('_', ' ')}`}
      hint={hintOf(view.step, markers.length > 0)}
      actions={
        <a download href={csvHref(filters, view)} className={buttonClass('secondary', 'sm')}>
          <FileDown aria-hidden="true" />
          CSV
        </a>
      }
    >
      {series.length === 0 ? (
        <NothingCounted view={view} filters={filters} update={update} />
      ) : (
        <>
          <StackedBars
            label={`${what} over time, stacked by ${by.replace('_', ' ')}`}
            from={buckets[0]?.start ?? view.from}
            to={view.to}
            step={view.step}
            buckets={buckets}
            series={series}
            markers={markers}
            onZoom={(from, to) => update({ from, to })}
            onMarker={({ at }) => toggleCompared(at)}
          />
          <Legend series={series} view={view} filters={filters} update={update} />
          <BucketTable buckets={buckets} series={series} />
        </>
      )}
      <Changes view={view} compared={filters.compare} onCompare={toggleCompared} />
    </Section>
  );
}

function hintOf(step: number, isMarked: boolean): string {
  const zoom = `One bar is ${formatDuration(step)}. Click a bar or drag over several to look closer.`;
  return isMarked ? `${zoom} Click a mark above them to compare before and after.` : zoom;
}

function Legend({ series, view, filters, update }: FailureChartProps & { series: readonly ChartSeries[] }) {
  const by = filters.group_by;
  const count = ({ key }: ChartSeries) =>
    view.buckets.reduce(
      (sum, bucket) => sum + (key === 'accepted' ? bucket.accepted : (bucket.series[key] ?? 0)),
      0,
    );
  return (
    <ul aria-label="Legend" className="mt-3 flex flex-wrap gap-x-4 gap-y-1 text-xs">
      {series.map((entry) => {
        const words = (
          <>
            <SeriesSwatch color={entry.color} hatched={entry.hatched} />
            <span className="break-all">{entry.label}</span>
            <span className="text-muted">{formatCount(count(entry))}</span>
          </>
        );
        const clickable = isValueFilter(by) && entry.key !== 'other' && filters[by] === null;
        return (
          <li key={entry.key}>
            {clickable ? (
              <button
                type="button"
                onClick={() => update(filterOn(by, entry.key))}
                className="inline-flex min-h-6 items-center gap-1.5 rounded-sm hover:underline"
              >
                {words}
              </button>
            ) : (
              <span className="inline-flex min-h-6 items-center gap-1.5">{words}</span>
            )}
          </li>
        );
      })}
      {series.some(({ hatched }) => hatched) && (
        <li className="inline-flex min-h-6 items-center text-muted">
          Hatched: unverified, anyone can cause it
        </li>
      )}
    </ul>
  );
}
