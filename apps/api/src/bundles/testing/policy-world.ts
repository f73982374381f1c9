import { generateKeyPairSync, randomUUID } from 'node:crypto';
import { ValidationContract, type PublicJwk, type RevocationKind } from '@accord/contract';
import { RotationInputs } from '@accord/contract/http';
import { ChangeLog } from '../../platform/change-log/change-log.js';
import type { Change } from '../../platform/change-log/change.js';
import { hashSecretToken, newSecretToken } from '../../platform/auth/secret-token.js';
import { systemContext } from '../../platform/http/request-context.js';
import type { TestApp } from '../../platform/testing/test-app.js';

/** A service in an environment. */
export interface TestPlace {
  readonly service: string;
  readonly environment: string;
  readonly serviceId: string;
  readonly environmentId: string;
}

/** A contract that accepts tokens of these issuers. */
export function testContract(
  issuers: readonly string[],
  more: Record<string, unknown> = {},
): ValidationContract {
  return ValidationContract.parse({
    schema: 1,
    issuers: issuers.map((issuer) => ({ issuer, algorithms: ['EdDSA'] })),
    audiences: ['https://api.example.com'],
    token_type: { typ: ['at+jwt'] },
    ...more,
  });
}

/** A public key under a kid. */
export function testJwk(kid: string): PublicJwk {
  const { x } = generateKeyPairSync('ed25519').publicKey.export({ format: 'jwk' });
  return { kty: 'OKP', crv: 'Ed25519', x: x ?? '', kid, alg: 'EdDSA' };
}

/**
 * Puts into the tables what other features would, each change with its event: tests of bundles need no editor, and
 * can make states that no editor would make.
 */
export class PolicyWorld {
  private readonly log: ChangeLog;

  constructor(private readonly api: TestApp) {
    this.log = api.app.get(ChangeLog);
  }

  async place(
    service = `service-${randomUUID()}`,
    environment = `env-${randomUUID().slice(0, 8)}`,
  ): Promise<TestPlace> {
    const place = { service, environment, serviceId: randomUUID(), environmentId: randomUUID() };
    await this.change('service.created', place, {}, async ({ manager }) => {
      await manager.query('INSERT INTO environments (id, name, position, created_at) VALUES ($1, $2, 0, 0)', [
        place.environmentId,
        environment,
      ]);
      await manager.query('INSERT INTO services (id, name, title, created_at) VALUES ($1, $2, $3, 0)', [
        place.serviceId,
        service,
        service,
      ]);
    });
    return place;
  }

  /** Publishes the next version; returns the number of its event. */
  publish(place: TestPlace, contract: unknown): Promise<number> {
    return this.change('contract.published', place, {}, async ({ manager }, number, at) => {
      await manager.query(
        `INSERT INTO contract_versions (service_id, environment_id, version, contract, hash, change_number, published_at,
           published_by, reason)
         SELECT $1, $2, coalesce(max(version), 0) + 1, $3, $4, $5, $6, 'test', 'test'
         FROM contract_versions WHERE service_id = $1 AND environment_id = $2`,
        [
          place.serviceId,
          place.environmentId,
          JSON.stringify(contract),
          `sha256:${'a'.repeat(43)}`,
          number,
          at,
        ],
      );
    });
  }

  /** Registers a managed issuer and returns its id. */
  async issuer(issuer: string, keys: readonly PublicJwk[]): Promise<string> {
    const id = randomUUID();
    await this.change('issuer.created', null, { issuerId: id }, async ({ manager }, number) => {
      await manager.query(
        `INSERT INTO issuers (id, name, kind, issuer, change_number, created_at, rotation_inputs)
         VALUES ($1, $2, 'managed', $3, $4, 0, $5)`,
        [id, `issuer-${id.slice(0, 8)}`, issuer, number, JSON.stringify(RotationInputs.parse({}))],
      );
    });
    for (const key of keys) await this.addKey(id, key, 'published');
    return id;
  }

  addKey(issuerId: string, key: PublicJwk, state: string): Promise<number> {
    return this.issuerChange('issuer_key.published', issuerId, async ({ manager }) => {
      await manager.query(
        `INSERT INTO issuer_keys (issuer_id, kid, alg, state, public_jwk, thumbprint, created_at, published_at,
           max_token_lifetime_seconds)
         VALUES ($1, $2, 'EdDSA', $3, $4, $5, 0, 0, 3600)`,
        [issuerId, key.kid, state, JSON.stringify(key), `thumbprint of ${key.kid}`],
      );
    });
  }

  revoke(issuerId: string, kind: RevocationKind, hashedId: string): Promise<number> {
    return this.issuerChange('revocation.created', issuerId, async ({ manager }, number) => {
      await manager.query(
        `INSERT INTO revocations (id, issuer_id, kind, hashed_id, until, reason, change_number, created_at, created_by)
         VALUES ($1, $2, $3, $4, 4000000000, 'test', $5, 0, 'test')`,
        [randomUUID(), issuerId, kind, hashedId, number],
      );
    });
  }

  /** Any change of an issuer that its bundles carry. */
  issuerChange(
    action: string,
    issuerId: string,
    work: (change: Change, number: number) => Promise<void>,
  ): Promise<number> {
    return this.change(action, null, { issuerId }, async (change, number) => {
      await work(change, number);
      await change.manager.query('UPDATE issuers SET change_number = $2 WHERE id = $1', [issuerId, number]);
    });
  }

  /** A credential that lives until `expiresAt` (epoch seconds); returns its secret and id. */
  async credential(place: TestPlace, expiresAt = 4_000_000_000): Promise<{ id: string; secret: string }> {
    const id = randomUUID();
    const secret = newSecretToken('acc_sc_');
    await this.change('service_credential.created', place, {}, async ({ manager }) => {
      await manager.query(
        `INSERT INTO service_credentials (id, service_id, environment_id, name, prefix, secret_hash, created_at, expires_at)
         VALUES ($1, $2, $3, 'test', 'acc_sc_', $4, 0, $5)`,
        [id, place.serviceId, place.environmentId, hashSecretToken(secret), expiresAt],
      );
    });
    return { id, secret };
  }

  async revokeCredential(place: TestPlace, id: string): Promise<void> {
    await this.change('service_credential.revoked', place, {}, async ({ manager }, _number, at) => {
      await manager.query('UPDATE service_credentials SET revoked_at = $2 WHERE id = $1', [id, at]);
    });
  }

  async archiveService(place: TestPlace): Promise<void> {
    const service = { ...place, environmentId: null };
    await this.change('service.archived', service, {}, async ({ manager }, _number, at) => {
      await manager.query('UPDATE services SET archived_at = $2 WHERE id = $1', [place.serviceId, at]);
    });
  }

  private change(
    action: string,
    place: { serviceId: string; environmentId: string | null } | null,
    { issuerId = null }: { issuerId?: string | null },
    work: (change: Change, number: number, at: number) => Promise<void>,
  ): Promise<number> {
    const kind = action.slice(0, action.indexOf('.'));
    return this.log.run(systemContext('test', randomUUID()), async (change) => {
      const { number, at } = await change.lock();
      await work(change, number, at);
      return change.record({
        action,
        object: { kind, id: issuerId ?? place?.serviceId ?? 'none', name: 'test' },
        serviceId: place?.serviceId ?? null,
        environmentId: place?.environmentId ?? null,
        issuerId,
        before: null,
        after: null,
      });
    });
  }
}
