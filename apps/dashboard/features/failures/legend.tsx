import { OTHER } from '@accord/contract';
import type { FailuresView } from '@accord/contract/http';
import { SeriesSwatch, formatCount, type ChartSeries } from '@accord/ui';
import { filterOn, onlyOutcome, type Filters, type FilterUpdate } from './filters';
import { openFacet } from './open-facet';

export interface LegendProps {
  series: readonly ChartSeries[];
  view: FailuresView;
  filters: Filters;
  update: (next: FilterUpdate) => void;
}

/** The series of the picture with their counts; each leads to what it counts. */
export function Legend({ series, ...props }: LegendProps) {
  return (
    <ul aria-label="Legend" className="mt-3 flex flex-wrap gap-x-4 gap-y-1 text-xs">
      {series.map((entry) => (
        <li key={entry.key}>
          <Entry entry={entry} {...props} />
        </li>
      ))}
      {series.some(({ hatched }) => hatched) && (
        <li className="inline-flex min-h-6 items-center text-muted">
          Hatched: unverified, anyone can cause it
        </li>
      )}
    </ul>
  );
}

type EntryProps = Omit<LegendProps, 'series'> & { entry: ChartSeries };

function Entry(props: EntryProps) {
  const { key, color, hatched, label } = props.entry;
  const count = props.view.buckets.reduce(
    (sum, bucket) => sum + (key === 'accepted' ? bucket.accepted : (bucket.series[key] ?? 0)),
    0,
  );
  const words = (
    <>
      <SeriesSwatch color={color} hatched={hatched} />
      <span className="break-all">{label}</span>
      <span className="text-muted">{formatCount(count)}</span>
    </>
  );
  const lead = leadOf(props);
  if (!lead) return <span className="inline-flex min-h-6 items-center gap-1.5">{words}</span>;
  return (
    <button
      type="button"
      title={lead.title}
      onClick={lead.go}
      className="inline-flex min-h-6 items-center gap-1.5 rounded-sm hover:underline"
    >
      {words}
    </button>
  );
}

/** Where an entry leads to; nowhere where that is what one sees. */
function leadOf({ entry: { key }, view, filters, update }: EntryProps) {
  const { group_by: by, reason } = filters;
  if (key === 'accepted') return reason === key ? null : { go: () => update(onlyOutcome(key)) };
  if (key !== OTHER) return filters[by] === null ? { go: () => update(filterOn(by, key)) } : null;
  return view.facets[by]
    ? { go: () => openFacet(by), title: 'Choose one of them under “Narrow down”' }
    : { go: () => openFacet('service'), title: 'Choose a service to tell them apart' };
}
