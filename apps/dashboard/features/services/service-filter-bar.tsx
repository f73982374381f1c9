'use client';

import { FleetTrouble } from '@accord/contract/http';
import { Button, Field, Input, Select, cx, type SelectOption } from '@accord/ui';
import { FilePen, Star, X, type LucideIcon } from 'lucide-react';
import { useEnvironmentNames } from './environment-names';
import { CONTRACT_STATES, narrows, type ServiceFilters } from './service-filters';
import { useServiceOwners } from './services-queries';

const CONTRACTS: Readonly<Record<(typeof CONTRACT_STATES)[number], string>> = {
  published: 'Published',
  none: 'Nothing published',
};
const FLEETS: Readonly<Record<FleetTrouble, string>> = {
  ahead: 'Some are ahead',
  refused: 'Some refused it',
  behind: 'Some are behind',
  silent: 'Some are silent',
};

export interface ServiceFilterBarProps {
  filters: ServiceFilters;
  update: (next: Partial<ServiceFilters>) => void;
  clear: () => void;
}

/** Which services need somebody; asked of the server. */
export function ServiceFilterBar({ filters, update, clear }: ServiceFilterBarProps) {
  const environments = useEnvironmentNames();
  const owners = useServiceOwners();
  const { search, owner, environment, contract, fleet, draft, starred } = filters;
  return (
    <div
      role="search"
      aria-label="Services"
      className="mb-5 grid grid-cols-2 items-end gap-3 md:grid-cols-4 xl:flex xl:flex-wrap xl:gap-x-2"
    >
      <div className="col-span-2 xl:w-48">
        <Field label="Search" name="search" quiet>
          <Input
            type="search"
            placeholder="Name, title or owner"
            value={search}
            onValueChange={(value) => update({ search: value })}
            autoComplete="off"
          />
        </Field>
      </div>
      <div className="min-w-0 xl:w-36">
        <Select
          quiet
          label="Owner"
          options={withChosen(owners, owner)}
          value={owner}
          onChange={(value) => update({ owner: value })}
        />
      </div>
      <Select
        quiet
        label="Environment"
        options={withChosen(environments.map(named), environment)}
        value={environment}
        onChange={(value) => update({ environment: value })}
      />
      <Select
        quiet
        label="Contract"
        options={[ANY, ...CONTRACT_STATES.map((value) => ({ value, label: CONTRACTS[value] }))]}
        value={contract ?? ''}
        onChange={(value) => update({ contract: CONTRACT_STATES.find((state) => state === value) ?? null })}
      />
      <Select
        quiet
        label="Fleet"
        options={[ANY, ...FleetTrouble.options.map((value) => ({ value, label: FLEETS[value] }))]}
        value={fleet ?? ''}
        onChange={(value) => update({ fleet: FleetTrouble.options.find((state) => state === value) ?? null })}
      />
      <Toggle icon={FilePen} pressed={draft} onPress={() => update({ draft: !draft })}>
        Draft pending
      </Toggle>
      <Toggle icon={Star} pressed={starred} onPress={() => update({ starred: !starred })}>
        Starred
      </Toggle>
      {(narrows(filters) || environment !== '') && (
        <Button variant="ghost" size="md" onClick={clear} className="justify-self-start">
          <X aria-hidden="true" />
          Clear filters
        </Button>
      )}
    </div>
  );
}

const ANY: SelectOption = { value: '', label: 'Any' };
const named = (value: string): SelectOption => ({ value, label: value });

/** A value of the address that the server does not know stays visible. */
function withChosen(known: readonly SelectOption[], chosen: string): SelectOption[] {
  const isKnown = chosen === '' || known.some(({ value }) => value === chosen);
  return [ANY, ...(isKnown ? known : [named(chosen), ...known])];
}

interface ToggleProps {
  icon: LucideIcon;
  pressed: boolean;
  onPress: () => void;
  children: React.ReactNode;
}

function Toggle({ icon: Icon, pressed, onPress, children }: ToggleProps) {
  return (
    <Button
      variant="secondary"
      size="md"
      aria-pressed={pressed}
      onClick={onPress}
      className={cx(pressed && 'border-accent bg-accent-soft text-accent')}
    >
      <Icon aria-hidden="true" className={cx(pressed && 'fill-current')} />
      {children}
    </Button>
  );
}
