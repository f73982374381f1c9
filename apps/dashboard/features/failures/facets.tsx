import type { FailuresView } from '@accord/contract/http';
import { Section, ShareBar, cx, formatCount } from '@accord/ui';
import { filterOn, isValueFilter, type Filters, type FilterUpdate, type ValueFilter } from './filters';

const SHOWN: readonly (readonly [string, string])[] = [
  ['reason', 'Reason'],
  ['group', 'Group of reasons'],
  ['service', 'Service'],
  ['environment', 'Environment'],
  ['issuer', 'Issuer'],
  ['kid', 'Key'],
  ['contract_version', 'Contract version'],
  ['instance', 'Instance'],
  ['sdk', 'SDK'],
];

const MOST_VALUES = 8;

export interface FacetsProps {
  view: FailuresView;
  filters: Filters;
  update: (next: FilterUpdate) => void;
}

/** What the refused requests have in common; a click narrows down to it. */
export function Facets({ view, filters, update }: FacetsProps) {
  const shown = SHOWN.filter(([name]) => (view.facets[name]?.length ?? 0) > 0);
  if (shown.length === 0) return null;
  return (
    <Section title="Narrow down" className="lg:order-last">
      <div className="flex flex-col gap-6">
        {shown.map(([name, label]) => (
          <Facet
            key={name}
            label={label}
            filter={isValueFilter(name) ? name : null}
            values={view.facets[name] ?? []}
            filters={filters}
            update={update}
          />
        ))}
        {filters.service === null && (
          <p className="text-xs text-muted">
            Choose a service to see its contract versions, instances and SDKs.
          </p>
        )}
      </div>
    </Section>
  );
}

interface FacetProps {
  label: string;
  /** Null where the API counts by it but cannot filter by it. */
  filter: ValueFilter | null;
  values: readonly { value: string; count: number }[];
  filters: Filters;
  update: (next: FilterUpdate) => void;
}

function Facet({ label, filter, values, filters, update }: FacetProps) {
  const total = values.reduce((sum, { count }) => sum + count, 0);
  const rest = values.length - MOST_VALUES;
  return (
    <div>
      <h3 className="mb-1 text-xs font-medium text-muted">{label}</h3>
      <ul aria-label={label} className="flex flex-col">
        {values.slice(0, MOST_VALUES).map(({ value, count }) => {
          const chosen = filter !== null && String(filters[filter] ?? '') === value;
          const content = (
            <>
              <span className="flex items-baseline gap-3 text-xs">
                <span
                  title={value}
                  className={cx('min-w-0 flex-1 truncate text-left', chosen && 'font-medium text-accent')}
                >
                  {value}
                </span>
                <span>{formatCount(count)}</span>
              </span>
              <ShareBar
                parts={[
                  {
                    key: 'this',
                    label: value,
                    count,
                    color: chosen ? 'var(--accent)' : 'var(--control-line)',
                  },
                  { key: 'rest', label: 'others', count: total - count, color: 'transparent' },
                ]}
              />
            </>
          );
          return (
            <li key={value}>
              {filter ? (
                <button
                  type="button"
                  aria-pressed={chosen}
                  onClick={() => update(chosen ? { [filter]: null } : filterOn(filter, value))}
                  className="flex w-full flex-col gap-0.5 rounded-sm px-1.5 py-1 hover:bg-hover"
                >
                  {content}
                </button>
              ) : (
                <div className="flex flex-col gap-0.5 px-1.5 py-1">{content}</div>
              )}
            </li>
          );
        })}
      </ul>
      {rest > 0 && <p className="px-1.5 pt-0.5 text-xs text-muted">and {rest} more</p>}
    </div>
  );
}
