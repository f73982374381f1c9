'use client';

import { FailureDimension } from '@accord/contract/http';
import { Select, ToggleGroup } from '@accord/ui';
import { FilterChip } from '../shared/filter-chip';
import { AbsoluteRange } from './absolute-range';
import { DIMENSION_WORDS, FILTER_WORDS, filterValue } from './filter-words';
import { VALUE_FILTERS, type Filters, type FilterUpdate } from './filters';
import { WINDOW_NAMES, WINDOW_OPTIONS, isRanged, type WindowName } from './windows';

const GROUPINGS = FailureDimension.options.map((value) => ({ value, label: DIMENSION_WORDS[value] }));

const MODES = [
  { value: 'enforced', label: 'Enforced' },
  { value: 'report_only', label: 'Report only' },
  { value: 'shadow', label: 'Shadow' },
];

const ACCEPTED = [
  { value: 'refused', label: 'Refused' },
  { value: 'all', label: 'With accepted' },
];

export interface FilterBarProps {
  filters: Filters;
  update: (next: FilterUpdate) => void;
}

const isWindow = (value: string): value is WindowName => WINDOW_NAMES.some((name) => name === value);

export function FilterBar({ filters, update }: FilterBarProps) {
  const chooseWindow = (value: string) => {
    if (isWindow(value)) update({ window: value, from: null, to: null });
  };
  const chooseGrouping = (value: string) => {
    const dimension = FailureDimension.safeParse(value);
    if (dimension.success) update({ group_by: dimension.data });
  };
  const chooseMode = (value: string) => {
    if (value === 'enforced' || value === 'report_only' || value === 'shadow') update({ mode: value });
  };
  return (
    <div className="mb-5 flex flex-col gap-3">
      <div className="flex flex-wrap items-end gap-x-3 gap-y-2">
        <ToggleGroup
          label="Window"
          options={WINDOW_OPTIONS}
          value={isRanged(filters) ? null : filters.window}
          onChange={chooseWindow}
        />
        <AbsoluteRange filters={filters} update={update} />
        <div className="grid grid-cols-2 items-end gap-x-3 gap-y-2 max-sm:w-full sm:ml-auto sm:flex sm:flex-wrap">
          <ToggleGroup
            label="Requests"
            options={ACCEPTED}
            value={filters.accepted ? 'all' : 'refused'}
            onChange={(value) => update({ accepted: value === 'all' })}
            className="col-span-2 justify-self-start"
          />
          <Select
            quiet
            label="Split by"
            options={GROUPINGS}
            value={filters.group_by}
            onChange={chooseGrouping}
          />
          <Select quiet label="Mode" options={MODES} value={filters.mode} onChange={chooseMode} />
        </div>
      </div>
      <ActiveFilters filters={filters} update={update} />
    </div>
  );
}

function ActiveFilters({ filters, update }: FilterBarProps) {
  const active = VALUE_FILTERS.flatMap((name) => {
    const value = filterValue(filters, name);
    return value === null ? [] : [{ name, value }];
  });
  if (active.length === 0) return null;
  return (
    <ul aria-label="Filters" className="flex flex-wrap gap-2">
      {active.map(({ name, value }) => (
        <li key={name}>
          <FilterChip name={FILTER_WORDS[name]} value={value} onTakeOff={() => update({ [name]: null })} />
        </li>
      ))}
    </ul>
  );
}
