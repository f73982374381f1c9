'use client';

import type { FailuresView } from '@accord/contract/http';
import { Section, StackedBars, buttonClass, formatDuration } from '@accord/ui';
import { FileDown } from 'lucide-react';
import { useMemo } from 'react';
import { BucketTable } from './bucket-table';
import { Changes, markersOf } from './changes';
import { bucketsOf, seriesOf } from './chart-data';
import { csvHref } from './failures-queries';
import type { Filters, FilterUpdate } from './filters';
import { Legend } from './legend';
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
  const zoom = `One bar is ${formatDuration(step)}. Press a bar or drag over several to look closer.`;
  return isMarked ? `${zoom} Press a mark above them to compare before and after.` : zoom;
}
