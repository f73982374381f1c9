'use client';

import { Field, Input, Select } from '@accord/ui';
import { useId, useState } from 'react';
import type { Place } from '../contract-editor/contract-queries';
import { useEnvironmentNames } from '../services/environment-names';
import { useServiceNames } from '../services/services-queries';
import type { ComparisonChange } from './version-comparison';

export interface OtherPlaceProps {
  place: Place;
  other: Place;
  onChoose: (next: ComparisonChange) => void;
}

/** Chooses with which service and environment a version is compared. */
export function OtherPlace({ place, other, onChoose }: OtherPlaceProps) {
  const environments = useEnvironmentNames();
  const known = environments.includes(other.environment)
    ? environments
    : [other.environment, ...environments];
  return (
    <>
      <ServiceField
        // What was typed belongs to the service that was chosen before.
        key={other.service}
        service={other.service}
        onChoose={(service) =>
          onChoose({ from: null, from_service: service === place.service ? null : service })
        }
      />
      <Select
        quiet
        label="From environment"
        options={known.map((value) => ({ value, label: value }))}
        value={other.environment}
        onChange={(environment) =>
          onChoose({
            from: null,
            from_environment: environment === place.environment ? null : environment,
          })
        }
      />
    </>
  );
}

interface ServiceFieldProps {
  service: string;
  onChoose: (service: string) => void;
}

/** Offers what the server finds for the text: chosen when it is picked, when the field is left, or by Enter. */
function ServiceField({ service, onChoose }: ServiceFieldProps) {
  const list = useId();
  const [typed, setTyped] = useState(service);
  const names = useServiceNames(typed);
  const type = (value: string) => {
    setTyped(value);
    if (value !== service && names.includes(value)) onChoose(value);
  };
  /** Known or not: what the field says is what is compared, and the comparison says that a service is unknown. */
  const choose = () => {
    const name = typed.trim();
    if (name === '' || name === service) setTyped(service);
    else onChoose(name);
  };
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        choose();
      }}
    >
      <Field label="From service" name="from_service" quiet>
        <Input
          value={typed}
          onValueChange={type}
          onBlur={choose}
          list={list}
          autoComplete="off"
          className="w-48"
        />
      </Field>
      <datalist id={list}>
        {names.map((name) => (
          <option key={name} value={name} />
        ))}
      </datalist>
    </form>
  );
}
