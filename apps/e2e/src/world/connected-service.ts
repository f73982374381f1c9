import type { ValidationContractInput } from '@accord/contract';
import type { CreatedCredential, TrustKeys } from '@accord/contract/http';
import type { SpawnedProcess } from '@accord/testing';
import { placeOf, publishContract } from './contracts.js';
import type { World } from './world.js';

const DISTRIBUTION = {
  distribution_seconds: 1,
  clock_error_seconds: 1,
  signer_switch_seconds: 3,
  max_token_lifetime_seconds: 10,
  clock_tolerance_seconds: 1,
};

/** What a test publishes: one managed issuer, and one service that accepts its access tokens. */
export interface Publication {
  service: string;
  issuerName: string;
  iss: string;
  aud: string;
  scope: string;
}

/** Creates issuer and service through the admin API and publishes a contract without an error of the lint. */
export async function publishService({ admin }: World, names: Publication): Promise<void> {
  await admin.call('POST', '/v1/issuers', {
    kind: 'managed',
    name: names.issuerName,
    issuer: names.iss,
    algorithms: ['ES256'],
    interval_seconds: 3600,
    rotation: DISTRIBUTION,
  });
  await admin.call('POST', '/v1/services', { name: names.service, owner: 'commerce' });
  const contract: ValidationContractInput = {
    schema: 1,
    issuers: [{ issuer: names.iss, algorithms: ['ES256'] }],
    audiences: [names.aud],
    token_type: { typ: ['at+jwt'] },
    time: { max_lifetime_seconds: 60, clock_tolerance_seconds: 1 },
    authorization: { default: { all_scopes: [names.scope] } },
  };
  await publishContract(admin, placeOf(names.service), contract, 'first contract');
}

/** Makes a credential, and gives what starts the service with it: every start is another process with the same cache. */
export async function connectService(
  world: World,
  service: string,
  port: number,
): Promise<() => SpawnedProcess> {
  const { admin } = world;
  const path = `${placeOf(service)}/credentials`;
  const { secret } = await admin.call<CreatedCredential>('POST', path, { name: 'first' });
  const env = {
    ACCORD_URL: admin.url,
    ACCORD_CREDENTIAL: secret ?? '',
    ACCORD_TRUST_KEYS: JSON.stringify(await admin.get<TrustKeys>('/v1/trust/keys.json')),
    ACCORD_CACHE_DIR: world.dataDir,
    PORT: String(port),
  };
  return () => world.spawn('apps/e2e/dist/fixtures/service.js', env);
}

/** The status that the service answers a token with. */
export async function callService(port: number, token: string): Promise<number> {
  const headers = { authorization: `Bearer ${token}` };
  const answer = await fetch(`http://127.0.0.1:${port}/items`, { headers });
  await answer.arrayBuffer();
  return answer.status;
}
