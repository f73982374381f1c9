import { FailureDimension, MOST_FACET_VALUES, type FailuresView } from '@accord/contract/http';
import { Section, ShareBar, cx, formatCount } from '@accord/ui';
import { DIMENSION_WORDS } from './filter-words';
import { filterOn, type Filters, type FilterUpdate } from './filters';
import { facetId } from './open-facet';

const MOST_VALUES = 8;

export interface FacetsProps {
  view: FailuresView;
  filters: Filters;
  update: (next: FilterUpdate) => void;
}

/** What the refused requests have in common; a click narrows down to it. */
export function Facets({ view, filters, update }: FacetsProps) {
  const shown = FailureDimension.options.filter((name) => (view.facets[name]?.length ?? 0) > 0);
  if (shown.length === 0) return null;
  return (
    <Section title="Narrow down" className="lg:order-last">
      <div className="flex flex-col gap-6">
        {shown.map((name) => (
          <Facet key={name} name={name} values={view.facets[name] ?? []} filters={filters} update={update} />
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

interface FacetValue {
  value: string;
  count: number;
}

interface FacetProps extends Pick<FacetsProps, 'filters' | 'update'> {
  name: FailureDimension;
  values: readonly FacetValue[];
}

function Facet({ name, values, filters, update }: FacetProps) {
  const label = DIMENSION_WORDS[name];
  const list = {
    total: values.reduce((sum, { count }) => sum + count, 0),
    chosen: filters[name] === null ? null : String(filters[name]),
    onChoose: (value: string | null) => update(value === null ? { [name]: null } : filterOn(name, value)),
  };
  const rest = values.slice(MOST_VALUES);
  return (
    <div id={facetId(name)} className="scroll-mt-18">
      <h3 className="mb-1 text-xs font-medium text-muted">{label}</h3>
      <ValueList label={label} values={values.slice(0, MOST_VALUES)} {...list} />
      {rest.length > 0 && (
        <details>
          <summary className="w-fit cursor-pointer rounded-sm px-1.5 py-1 text-xs text-muted hover:text-text">
            and {rest.length} more
          </summary>
          <ValueList label={`${label}, the others`} values={rest} {...list} />
          {values.length === MOST_FACET_VALUES && (
            <p className="px-1.5 pt-0.5 text-xs text-muted">
              At most {MOST_FACET_VALUES} are listed. Narrow down further to see rarer ones.
            </p>
          )}
        </details>
      )}
    </div>
  );
}

interface ValueListProps {
  label: string;
  values: readonly FacetValue[];
  total: number;
  chosen: string | null;
  /** Called with the value that is pressed; with null when it was the chosen one. */
  onChoose: (value: string | null) => void;
}

function ValueList({ label, values, total, chosen, onChoose }: ValueListProps) {
  return (
    <ul aria-label={label} className="flex flex-col">
      {values.map(({ value, count }) => {
        const isChosen = value === chosen;
        const color = isChosen ? 'var(--accent)' : 'var(--control-line)';
        return (
          <li key={value}>
            <button
              type="button"
              aria-pressed={isChosen}
              onClick={() => onChoose(isChosen ? null : value)}
              className="flex w-full flex-col gap-0.5 rounded-sm px-1.5 py-1 hover:bg-hover"
            >
              <span className="flex items-baseline gap-3 text-xs">
                <span
                  title={value}
                  className={cx('min-w-0 flex-1 truncate text-left', isChosen && 'font-medium text-accent')}
                >
                  {value}
                </span>
                <span>{formatCount(count)}</span>
              </span>
              <ShareBar
                parts={[
                  { key: 'this', label: value, count, color },
                  { key: 'rest', label: 'others', count: total - count, color: 'transparent' },
                ]}
              />
            </button>
          </li>
        );
      })}
    </ul>
  );
}
