import { join } from 'node:path';
import type { DraftView, CreatedCredential, CredentialPage } from '@accord/contract/http';
import type { z } from 'zod';
import type { DemoConfig } from '../config.js';
import { urlOf } from '../config.js';
import {
  ALGORITHM,
  CLOCK_TOLERANCE_SECONDS,
  ENVIRONMENT,
  ISSUER,
  MAX_LIFETIME_SECONDS,
  ROTATION_INTERVAL_SECONDS,
  SERVICES,
  type ServiceName,
} from '../scenario.js';
import { AdminApi } from './admin-api.js';
import { contractOf } from './contracts.js';
import { readSecrets, writeSecrets, type Secrets } from './secrets-file.js';

const OWNERS: Record<ServiceName, string> = {
  gateway: 'platform',
  orders: 'commerce',
  payments: 'payments',
  reports: 'insights',
};

export interface SeededSecrets {
  issuer: string;
  services: Record<ServiceName, string>;
}

/** Makes what is missing – issuer, services, contracts, credentials – through the public API, as a person would. */
export async function seed(config: DemoConfig): Promise<SeededSecrets> {
  const api = new AdminApi(config.apiUrl, config.apiToken);
  const path = join(config.dataDir, 'demo', 'credentials.json');
  const secrets = await readSecrets(path);
  const issuerUrl = urlOf(config, 'issuer');
  if (!(await api.exists(`/v1/issuers/${ISSUER}`))) await createIssuer(api, issuerUrl);
  for (const service of SERVICES) await ensureService(api, service, issuerUrl);
  await ensureCredentials(api, secrets);
  await writeSecrets(path, secrets);
  return secrets as SeededSecrets;
}

async function createIssuer(api: AdminApi, issuer: string): Promise<void> {
  await api.write('POST', '/v1/issuers', {
    kind: 'managed',
    name: ISSUER,
    issuer,
    algorithms: [ALGORITHM],
    interval_seconds: ROTATION_INTERVAL_SECONDS,
    rotation: {
      distribution_seconds: 2,
      clock_error_seconds: 1,
      signer_switch_seconds: 10,
      max_token_lifetime_seconds: MAX_LIFETIME_SECONDS,
      clock_tolerance_seconds: CLOCK_TOLERANCE_SECONDS,
    },
  });
}

async function ensureService(api: AdminApi, service: ServiceName, issuer: string): Promise<void> {
  if (!(await api.exists(`/v1/services/${service}`))) {
    await api.write('POST', '/v1/services', { name: service, owner: OWNERS[service] });
  }
  const base = `/v1/services/${service}/environments/${ENVIRONMENT}`;
  const versions = await api.get<{ items: unknown[] }>(`${base}/versions`);
  if (versions.items.length > 0) return;
  const draft = await api.write<DraftView>(
    'PUT',
    `${base}/draft`,
    { contract: contractOf(service, issuer) },
    { 'if-none-match': '*' },
  );
  await api.write('POST', `${base}/publish`, {
    reason: 'One contract for each service, so that a token means the same everywhere',
    draft_etag: draft.etag,
  });
}

async function ensureCredentials(api: AdminApi, secrets: Secrets): Promise<void> {
  secrets.issuer ??= await newCredential(api, `/v1/issuers/${ISSUER}/credentials`);
  for (const service of SERVICES) {
    secrets.services[service] ??= await newCredential(
      api,
      `/v1/services/${service}/environments/${ENVIRONMENT}/credentials`,
    );
  }
}

/** A lost credentials file leaves live credentials behind that nobody knows: they make room for new ones. */
async function newCredential(api: AdminApi, path: string): Promise<string> {
  const existing = await api.get<z.infer<typeof CredentialPage>>(path);
  for (const credential of existing.items) {
    if (credential.revoked_at === null) await api.write('DELETE', `${path}/${credential.id}`);
  }
  const created = await api.write<CreatedCredential>('POST', path, { name: 'demo' });
  if (created.secret === undefined) throw new Error(`${path} answered without a secret`);
  return created.secret;
}
