'use client';

import { AuditEffect } from '@accord/contract/http';
import { Button, Field, Input, Select } from '@accord/ui';
import { X } from 'lucide-react';
import { useEffect, useState } from 'react';
import { useAuditTerms } from './audit-queries';
import { isFiltered, type AuditFilterName, type AuditFilterUpdate, type AuditFilters } from './audit-filters';

const TYPING_MS = 300;

export interface AuditFilterBarProps {
  filters: AuditFilters;
  update: (next: AuditFilterUpdate) => void;
  clear: () => void;
}

/** Everything that a reviewer can ask of the log, on one line where there is room. */
export function AuditFilterBar({ filters, update, clear }: AuditFilterBarProps) {
  const { data: terms } = useAuditTerms(true);
  const text = (name: AuditFilterName, label: string, placeholder: string) => (
    <TextFilter
      name={name}
      label={label}
      placeholder={placeholder}
      value={filters[name] ?? ''}
      onChange={(value) => update({ [name]: value === '' ? null : value })}
    />
  );
  const choice = (name: 'action' | 'object_kind', label: string, known: readonly string[]) => (
    <Select
      quiet
      label={label}
      options={optionsOf(known, filters[name])}
      value={filters[name] ?? ''}
      onChange={(value) => update({ [name]: value === '' ? null : value })}
    />
  );
  return (
    <div
      role="search"
      aria-label="Events"
      className="mb-5 grid grid-cols-2 items-end gap-x-3 gap-y-3 md:grid-cols-5"
    >
      {choice('action', 'Action', terms?.actions ?? [])}
      {choice('object_kind', 'Kind of object', terms?.object_kinds ?? [])}
      <Select
        quiet
        label="Effect on tokens"
        options={EFFECTS}
        value={filters.effect ?? ''}
        onChange={(value) => update({ effect: AuditEffect.safeParse(value).data ?? null })}
      />
      {text('object', 'Object', 'Name or id')}
      {text('actor', 'Actor', 'Name or id')}
      {text('service', 'Service', 'Its name')}
      {text('request_id', 'Request', 'Its id')}
      <DayFilter name="from" label="From (UTC day)" value={filters.from} update={update} />
      <DayFilter name="to" label="To (UTC day)" value={filters.to} update={update} />
      {isFiltered(filters) && (
        <Button variant="ghost" size="sm" onClick={clear} className="justify-self-start">
          <X aria-hidden="true" />
          Clear filters
        </Button>
      )}
    </div>
  );
}

const EFFECTS = [
  { value: '', label: 'Any' },
  { value: 'looser', label: 'Looser' },
  { value: 'tighter', label: 'Tighter' },
];

/** A value of the address that the log does not hold stays visible. */
function optionsOf(known: readonly string[], chosen: string | null) {
  const all = chosen === null || known.includes(chosen) ? known : [chosen, ...known];
  return [{ value: '', label: 'Any' }, ...all.map((value) => ({ value, label: value }))];
}

interface TextFilterProps {
  name: string;
  label: string;
  placeholder: string;
  value: string;
  onChange: (value: string) => void;
}

/** Asks the server when typing pauses, not at every key. */
function TextFilter({ name, label, placeholder, value, onChange }: TextFilterProps) {
  const [typed, setTyped] = useState<string | null>(null);
  useEffect(() => {
    if (typed === null) return;
    const timer = setTimeout(() => {
      onChange(typed.trim());
      setTyped(null);
    }, TYPING_MS);
    return () => clearTimeout(timer);
  }, [typed, onChange]);
  return (
    <Field label={label} name={name} quiet>
      <Input
        type="search"
        placeholder={placeholder}
        value={typed ?? value}
        onValueChange={setTyped}
        autoComplete="off"
      />
    </Field>
  );
}

interface DayFilterProps {
  name: 'from' | 'to';
  label: string;
  value: string | null;
  update: (next: AuditFilterUpdate) => void;
}

function DayFilter({ name, label, value, update }: DayFilterProps) {
  return (
    <Field label={label} name={name} quiet>
      <Input
        type="date"
        value={value ?? ''}
        onValueChange={(day) => update({ [name]: day === '' ? null : day })}
      />
    </Field>
  );
}
