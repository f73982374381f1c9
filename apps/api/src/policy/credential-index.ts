import { hash } from 'node:crypto';
import type { PolicyChannel } from './policy-channel.js';
import { newRequestCounter, type RequestCounter } from './request-counter.js';

/** A service credential as it is stored. Times are epoch seconds. */
export interface CredentialRow {
  id: string;
  service_id: string;
  environment_id: string;
  /** SHA-256 of the secret, base64url */
  secret_hash: string;
  expires_at: number;
}

/** A live service credential in memory. */
export interface ServiceCredential {
  readonly id: string;
  readonly serviceId: string;
  readonly environmentId: string;
  readonly expiresAt: number;
  readonly channel: PolicyChannel;
  readonly secretHash: string;
  /** set once it was revoked: whoever still holds this object must let go */
  revoked: boolean;
  /** epoch seconds; 0 while unused since this replica started */
  lastUsedAt: number;
  readonly polls: RequestCounter;
  readonly reports: RequestCounter;
}

const BEARER = /^Bearer +([\x21-\x7e]{1,512})$/i;

/**
 * Service credentials by the hash of their secret. A timing-safe comparison would protect nothing: a look-up goes
 * by the SHA-256 of 256 random bits, and what its timing could tell of a stored hash leads to no secret.
 */
export class CredentialIndex {
  readonly #byHash = new Map<string, ServiceCredential>();
  /**
   * The Authorization headers that were recognised: hashing on every poll would double its cost. Of the many spellings that
   * are understood only one is remembered, so that there are never more than credentials.
   */
  readonly #byHeader = new Map<string, ServiceCredential>();

  constructor(
    private readonly channelOf: (row: CredentialRow) => PolicyChannel,
    private readonly onRevoked: (credential: ServiceCredential) => void,
  ) {}

  /** The credential of an Authorization header; undefined when unknown, expired or revoked. `now`: epoch seconds. */
  find(authorization: string | undefined, now: number): ServiceCredential | undefined {
    if (authorization === undefined) return undefined;
    const credential = this.#byHeader.get(authorization) ?? this.#recognise(authorization);
    return credential !== undefined && credential.expiresAt > now ? credential : undefined;
  }

  /** Takes the live credentials of some services (null: of all) in place of those known so far. */
  replace(serviceIds: ReadonlySet<string> | null, rows: readonly CredentialRow[]): void {
    const live = new Set(rows.map((row) => row.secret_hash));
    for (const [key, credential] of this.#byHash)
      if ((serviceIds === null || serviceIds.has(credential.serviceId)) && !live.has(key))
        this.#revoke(credential);
    for (const row of rows) if (!this.#byHash.has(row.secret_hash)) this.#add(row);
  }

  /** All live credentials. */
  all(): Iterable<ServiceCredential> {
    return this.#byHash.values();
  }

  #recognise(authorization: string): ServiceCredential | undefined {
    const secret = BEARER.exec(authorization)?.[1];
    if (secret === undefined) return undefined;
    const credential = this.#byHash.get(hash('sha256', secret, 'base64url'));
    if (!credential) return undefined;
    if (authorization === `Bearer ${secret}`) this.#byHeader.set(authorization, credential);
    return credential;
  }

  #add(row: CredentialRow): void {
    this.#byHash.set(row.secret_hash, {
      id: row.id,
      serviceId: row.service_id,
      environmentId: row.environment_id,
      expiresAt: row.expires_at,
      channel: this.channelOf(row),
      secretHash: row.secret_hash,
      revoked: false,
      lastUsedAt: 0,
      polls: newRequestCounter(),
      reports: newRequestCounter(),
    });
  }

  #revoke(credential: ServiceCredential): void {
    credential.revoked = true;
    this.#byHash.delete(credential.secretHash);
    for (const [header, known] of this.#byHeader) if (known === credential) this.#byHeader.delete(header);
    this.onRevoked(credential);
  }
}
