import type { FailuresQuery, FailuresView } from '@accord/contract/http';
import { csvLine } from '../platform/http/csv.js';

const iso = (at: number) => new Date(at * 1000).toISOString();

/** The counts of the picture, a line for each bar and value; what was dropped stands in a line of its own. */
export function failuresCsv(view: FailuresView, by: FailuresQuery['group_by']): string {
  const lines = view.buckets.flatMap(({ start, accepted, series }) => {
    const span = [iso(start), iso(start + view.step)];
    return [
      ...(accepted > 0 ? [csvLine([...span, 'accepted', '', '', accepted])] : []),
      ...Object.entries(series).map(([value, count]) => csvLine([...span, 'refused', by, value, count])),
    ];
  });
  const dropped = csvLine([iso(view.from), iso(view.to), 'dropped', '', '', view.dropped]);
  return [csvLine(['from', 'to', 'verdict', 'split_by', 'value', 'count']), ...lines, dropped].join('');
}
