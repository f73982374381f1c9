'use client';

import type { FirstRunPlace, FirstRunView } from '@accord/contract/http';
import { ISSUER_PRESETS, presetOfIssuer } from '@accord/policy';
import { Select, buttonClass, type ButtonVariant } from '@accord/ui';
import { FilePen } from 'lucide-react';
import Link from 'next/link';
import { useState } from 'react';
import { contractPath, firstContractPath } from '../contract-editor/contract-path';
import { useEnvironmentNames } from '../services/environment-names';

const PRODUCTS = [
  { value: '', label: 'Another product' },
  ...ISSUER_PRESETS.map(({ id, name }) => ({ value: id, label: name })),
];

/** Keys that Accord makes sign the tokens of RFC 9068, as those of this preset are. */
const OF_MANAGED = 'oidc-provider';

export interface ContractStepProps {
  issuer: NonNullable<FirstRunView['issuer']>;
  place: FirstRunPlace;
  variant: ButtonVariant;
}

/** Leads into the editor, with everything filled in that the issuer tells. */
export function ContractStep({ issuer, place, variant }: ContractStepProps) {
  const guess = issuer.kind === 'managed' ? OF_MANAGED : (presetOfIssuer(issuer.issuer)?.id ?? '');
  const [preset, setPreset] = useState(guess);
  const [environment, setEnvironment] = useState(place.environment);
  const environments = useEnvironmentNames();
  if (place.has_draft) {
    return (
      <>
        <p>Its draft for {place.environment} is begun. Say who the tokens are for, then publish.</p>
        <div className="mt-3">
          <Link
            href={contractPath(place.service, place.environment, 'edit')}
            className={buttonClass(variant, 'md')}
          >
            <FilePen aria-hidden="true" />
            Go on with the contract
          </Link>
        </div>
      </>
    );
  }
  return (
    <>
      <p>
        What a good token of <code>{issuer.name}</code> is for <code>{place.service}</code>. The preset fills
        in all but the audience.
      </p>
      <div className="mt-3 flex flex-wrap items-end gap-3">
        <Select
          label="Environment"
          options={environments.map((name) => ({ value: name, label: name }))}
          value={environment}
          onChange={setEnvironment}
        />
        <Select label="Tokens like those of" options={PRODUCTS} value={preset} onChange={setPreset} />
        <Link
          href={firstContractPath(place.service, environment, issuer.name, preset)}
          className={buttonClass(variant, 'md')}
        >
          <FilePen aria-hidden="true" />
          Write the contract
        </Link>
      </div>
    </>
  );
}
