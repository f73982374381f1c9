import { generateKeyPairSync } from 'node:crypto';
import { insert } from './insert.mjs';
import { uuidOf } from './fleet-plan.mjs';

const DAY_SECONDS = 86_400;

/** The rows behind the log: environments, issuers with their keys, services, drafts, published versions. */
export async function seedThings(client, plan, now) {
  const { environments, issuers, services } = plan;
  const at = now - 365 * DAY_SECONDS;
  await insert(
    client,
    'environments',
    { id: 'uuid', name: 'text', position: 'int', created_at: 'bigint' },
    environments.map(({ id, name, position }) => [id, name, position, at]),
  );
  await seedIssuers(client, issuers, now);
  await insert(
    client,
    'services',
    { id: 'uuid', name: 'text', title: 'text', owner: 'text', created_at: 'bigint' },
    services.map(({ id, name, title, owner }) => [id, name, title, owner, at]),
  );
  await seedContracts(client, services, environments, at);
}

async function seedIssuers(client, issuers, now) {
  await insert(
    client,
    'issuers',
    {
      id: 'uuid',
      name: 'text',
      kind: 'text',
      issuer: 'text',
      jwks_uri: 'text',
      change_number: 'bigint',
      created_at: 'bigint',
    },
    issuers.map(({ id, name, issuer, changeNumber }) => [
      id,
      name,
      'external',
      issuer,
      `${issuer}/jwks.json`,
      changeNumber,
      now - 365 * DAY_SECONDS,
    ]),
  );
  await insert(
    client,
    'issuer_jwks_snapshots',
    { issuer_id: 'uuid', fetched_at: 'bigint', jwks: 'jsonb', change_number: 'bigint' },
    issuers.map(({ id, changeNumber }) => [id, now, JSON.stringify({ keys: [publicKey(id)] }), changeNumber]),
  );
}

function publicKey(kid) {
  const { publicKey: key } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
  return { ...key.export({ format: 'jwk' }), kid, alg: 'ES256', use: 'sig' };
}

async function seedContracts(client, services, environments, at) {
  const places = services.flatMap((service) => environments.map((environment) => ({ service, environment })));
  await insert(
    client,
    'contract_versions',
    {
      service_id: 'uuid',
      environment_id: 'uuid',
      version: 'int',
      contract: 'jsonb',
      hash: 'text',
      change_number: 'bigint',
      published_at: 'bigint',
      published_by: 'text',
      reason: 'text',
    },
    places.map(({ service, environment }) => [
      service.id,
      environment.id,
      1,
      JSON.stringify(service.contract),
      service.hash,
      service.changeNumbers[environment.name],
      at,
      'person-1@bench.test',
      'First contract',
    ]),
  );
  await insert(
    client,
    'contract_drafts',
    {
      service_id: 'uuid',
      environment_id: 'uuid',
      contract: 'jsonb',
      etag: 'text',
      based_on_version: 'int',
      updated_at: 'bigint',
      updated_by: 'text',
    },
    places
      .filter(({ service, environment }) => service.hasDraft && environment.position === 0)
      .map(({ service, environment }) => [
        service.id,
        environment.id,
        JSON.stringify(service.contract),
        uuidOf(`draft ${service.id}`).slice(0, 16),
        1,
        at,
        'person-2@bench.test',
      ]),
  );
}
