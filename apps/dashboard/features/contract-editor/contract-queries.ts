import {
  ContractVersionView,
  DraftView,
  IssuerView,
  ServiceView,
  type ServiceEnvironment,
} from '@accord/contract/http';
import { useQuery } from '@tanstack/react-query';
import { api, apiEmpty, path } from '../../lib/api';
import { asProblem } from '../../lib/api-problem';
import { reportSessionLost } from '../../lib/session-lost';
import { inSchemaOrder } from './contract-fields';
import type { DraftStore, OpenedDraft } from './draft-sync';
import type { JsonObject } from './json-value';
import { type Start, startingContract } from './starting-contract';

/** A service in an environment: where a contract applies. */
export interface Place {
  service: string;
  environment: string;
}

export interface OpenedEditor extends OpenedDraft {
  /** The version in force; null when nothing was published yet. */
  live: ContractVersionView | null;
}

const draftPath = ({ service, environment }: Place) =>
  path`/v1/services/${service}/environments/${environment}/draft`;

/** Null too when the draft was published or discarded since the service told of it. */
async function readDraft(place: Place): Promise<DraftView | null> {
  try {
    return await api(DraftView, { method: 'GET', path: draftPath(place) });
  } catch (error) {
    if (asProblem(error).status === 404) return null;
    throw error;
  }
}

async function readStanding({ service, environment }: Place): Promise<ServiceEnvironment | undefined> {
  const view = await api(ServiceView, { method: 'GET', path: path`/v1/services/${service}` });
  return view.environments.find((entry) => entry.environment === environment);
}

function readVersion({ service, environment }: Place, version: number): Promise<ContractVersionView> {
  return api(ContractVersionView, {
    method: 'GET',
    path: path`/v1/services/${service}/environments/${environment}/versions/${String(version)}`,
  });
}

async function readStart({ issuer, preset }: Start): Promise<JsonObject> {
  const view = await api(IssuerView, { method: 'GET', path: path`/v1/issuers/${issuer}` });
  return startingContract(view, preset);
}

/**
 * The draft, or else what is in force, or else what `start` gives to begin with, or else an empty contract.
 *
 * @throws ApiProblem 404: no such service, or no such issuer to start with
 */
async function openEditor(place: Place, start: Start | null): Promise<OpenedEditor> {
  const standing = await readStanding(place);
  const [draft, live] = await Promise.all([
    standing?.has_draft ? readDraft(place) : null,
    standing?.published ? readVersion(place, standing.published.version) : null,
  ]);
  const begun = draft?.contract ?? live?.contract;
  const contract = begun ?? (start ? await readStart(start) : { schema: 1 });
  // What arrived as JSON is JSON.
  return { contract: inSchemaOrder(contract as JsonObject), draft, live };
}

/** What the editor opens with, read anew each time: an older state would only end in a conflict. */
export function useOpenedEditor(place: Place, start: Start | null) {
  return useQuery({
    queryKey: ['contract-editor', place.service, place.environment],
    queryFn: () => openEditor(place, start),
    staleTime: Infinity,
    gcTime: 0,
    refetchOnWindowFocus: false,
  });
}

/** The draft of a place, as DraftSync needs it. */
export function draftStore(place: Place): DraftStore {
  return {
    open: () => openEditor(place, null),
    discard: (etag) => apiEmpty({ method: 'DELETE', path: draftPath(place), ifMatch: `"${etag}"` }),
    save: async (contract, etag) => {
      try {
        return await api(DraftView, {
          method: 'PUT',
          path: draftPath(place),
          body: { contract },
          ...(etag === null ? {} : { ifMatch: `"${etag}"` }),
        });
      } catch (error) {
        if (asProblem(error).status === 401) reportSessionLost();
        throw error;
      }
    },
  };
}
