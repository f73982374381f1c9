'use client';

import { SkeletonRows, buttonClass } from '@accord/ui';
import { History } from 'lucide-react';
import Link from 'next/link';
import { parseAsString, useQueryStates } from 'nuqs';
import { QueryView } from '../shared/query-view';
import { ContractEditor } from './contract-editor';
import { contractPath } from './contract-path';
import { type OpenedEditor, type Place, useOpenedEditor } from './contract-queries';
import { PlaceHeader } from './place-header';

/** The contract of a service in one environment, as a form and as JSON. */
export function EditorPage(place: Place) {
  const [{ issuer, preset }] = useQueryStates({ issuer: parseAsString, preset: parseAsString });
  const query = useOpenedEditor(place, issuer === null ? null : { issuer, preset });
  return (
    <>
      <PlaceHeader
        {...place}
        page="Edit"
        title={`Contract of ${place.service} in ${place.environment}`}
        hint={`A draft until you publish it.${query.data ? inForce(query.data.live) : ''}`}
        actions={
          <Link
            href={contractPath(place.service, place.environment, 'versions')}
            className={buttonClass('secondary', 'md')}
          >
            <History aria-hidden="true" />
            Versions
          </Link>
        }
      />
      <QueryView query={query} skeleton={<SkeletonRows rows={12} label="Loading the contract" />}>
        {(opened) => (
          <ContractEditor
            key={`${place.service}/${place.environment}`}
            place={place}
            opened={opened}
            onPublished={() => void query.refetch()}
          />
        )}
      </QueryView>
    </>
  );
}

function inForce(live: OpenedEditor['live']): string {
  return live ? ` v${live.version} is in force.` : ' Nothing is in force here yet: every token is refused.';
}
