import { randomUUID } from 'node:crypto';
import type { ValidationContractInput } from '@accord/contract';
import type { ContractVersionView, DraftView } from '@accord/contract/http';
import type { TestApp, TestResponse } from '../../platform/testing/test-app.js';

export const ISSUER = 'https://issuer.example';

/** A contract that every check lets through, with some members replaced. */
export function contractWith(changes: Partial<ValidationContractInput> = {}): ValidationContractInput {
  return {
    schema: 1,
    issuers: [{ issuer: ISSUER, algorithms: ['ES256'] }],
    audiences: ['https://api.example/payments'],
    token_type: { typ: ['at+jwt'] },
    ...changes,
  };
}

/** Puts an issuer into the database, past the feature that owns issuers. Returns its id. */
export async function registerIssuer(app: TestApp, name: string, issuer: string): Promise<string> {
  const id = randomUUID();
  await app.dataSource.query(
    `INSERT INTO issuers (id, name, kind, issuer, change_number, created_at) VALUES ($1, $2, 'external', $3, 0, 0)`,
    [id, name, issuer],
  );
  return id;
}

/** What people do with the contract of one service in one environment. */
export class ContractDesk {
  constructor(
    private readonly app: TestApp,
    readonly service: string,
    readonly environment = 'production',
  ) {}

  get path(): string {
    return `/v1/services/${this.service}/environments/${this.environment}`;
  }

  /** Creates the service. */
  async open(): Promise<this> {
    await this.app.request('POST', '/v1/services', { body: { name: this.service } });
    return this;
  }

  draft(): Promise<TestResponse<DraftView>> {
    return this.app.request<DraftView>('GET', `${this.path}/draft`);
  }

  /** `ifMatch` null: without If-Match. */
  save<Body = DraftView>(contract: object, ifMatch: string | null): Promise<TestResponse<Body>> {
    return this.app.request<Body>('PUT', `${this.path}/draft`, {
      body: { contract },
      headers: ifMatch === null ? {} : { 'if-match': `"${ifMatch}"` },
    });
  }

  publishDraft<Body = ContractVersionView>(
    etag: string,
    headers: Record<string, string> = {},
  ): Promise<TestResponse<Body>> {
    return this.app.request<Body>('POST', `${this.path}/publish`, {
      body: { reason: 'because', draft_etag: etag },
      headers,
    });
  }

  /** Saves a new draft and publishes it. */
  async publish<Body = ContractVersionView>(contract: object): Promise<TestResponse<Body>> {
    const { body } = await this.save(contract, null);
    return this.publishDraft<Body>(body.etag);
  }

  rollback<Body = ContractVersionView>(version: number): Promise<TestResponse<Body>> {
    return this.app.request<Body>('POST', `${this.path}/rollback`, {
      body: { to_version: version, reason: 'back' },
    });
  }
}
