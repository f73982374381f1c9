import { useId } from 'react';
import { useIssuers } from '../rotation/rotation-queries';
import type { ControlProps } from './field-frame';
import { TextControl } from './scalar-controls';

/** An issuer's URL: offers those that are registered, and takes any. */
export function IssuerControl(props: ControlProps) {
  const list = useId();
  const issuers = useIssuers().data?.items.filter((issuer) => issuer.archived_at === null) ?? [];
  return (
    <>
      <TextControl {...props} list={list} />
      <datalist id={list}>
        {issuers.map(({ name, issuer }) => (
          <option key={name} value={issuer}>
            {name}
          </option>
        ))}
      </datalist>
    </>
  );
}
