import type { ValidationContractInput } from '@accord/contract';
import type { DraftView } from '@accord/contract/http';
import type { AdminApi } from './admin-api.js';

/** The path of a service in an environment. */
export const placeOf = (service: string, environment = 'production') =>
  `/v1/services/${service}/environments/${environment}`;

/** Saves a draft, and publishes it when the lint finds no error. */
export async function publishContract(
  admin: AdminApi,
  place: string,
  contract: ValidationContractInput,
  reason: string,
): Promise<void> {
  const { etag, findings } = await admin.call<DraftView>('PUT', `${place}/draft`, { contract });
  const errors = findings.filter(({ severity }) => severity === 'error');
  if (errors.length > 0) throw new Error(`the draft has errors: ${JSON.stringify(errors)}`);
  await admin.call('POST', `${place}/publish`, { reason, draft_etag: etag });
}
