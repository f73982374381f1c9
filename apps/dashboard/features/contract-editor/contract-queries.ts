import { ContractVersionView, DraftView, ServiceView } from '@accord/contract/http';
import { useQuery } from '@tanstack/react-query';
import { api, path } from '../../lib/api';
import { asProblem } from '../../lib/api-problem';
import { reportSessionLost } from '../../lib/session-lost';
import { inSchemaOrder } from './contract-fields';
import type { DraftStore, OpenedDraft } from './draft-sync';
import type { JsonObject } from './json-value';

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

async function readDraft(place: Place): Promise<DraftView | null> {
  try {
    return await api(DraftView, { method: 'GET', path: draftPath(place) });
  } catch (error) {
    if (asProblem(error).status === 404) return null;
    throw error;
  }
}

async function readLive({ service, environment }: Place): Promise<ContractVersionView | null> {
  const view = await api(ServiceView, { method: 'GET', path: path`/v1/services/${service}` });
  const version = view.environments.find((entry) => entry.environment === environment)?.published?.version;
  if (version === undefined) return null;
  return api(ContractVersionView, {
    method: 'GET',
    path: path`/v1/services/${service}/environments/${environment}/versions/${String(version)}`,
  });
}

/** The draft, or else what is in force, or else an empty contract. @throws ApiProblem 404: no such service */
export async function openEditor(place: Place): Promise<OpenedEditor> {
  const [draft, live] = await Promise.all([readDraft(place), readLive(place)]);
  const contract = draft?.contract ?? live?.contract ?? { schema: 1 };
  // What arrived as JSON is JSON.
  return { contract: inSchemaOrder(contract as JsonObject), draft, live };
}

/** What the editor opens with, read anew each time: an older state would only end in a conflict. */
export function useOpenedEditor(place: Place) {
  return useQuery({
    queryKey: ['contract-editor', place.service, place.environment],
    queryFn: () => openEditor(place),
    staleTime: Infinity,
    gcTime: 0,
    refetchOnWindowFocus: false,
  });
}

/** The draft of a place, as DraftSync needs it. */
export function draftStore(place: Place): DraftStore {
  return {
    open: () => openEditor(place),
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
