import { createHash } from 'node:crypto';
import { afterAll, beforeAll, expect, it } from 'vitest';
import type { ContractPreview } from '@accord/contract/http';
import { type TestApp, startTestApp } from '../platform/testing/test-app.js';
import { RoleTokensModule, tokenOf } from '../services/testing/role-tokens.module.js';
import { logLength } from '../services/testing/logged-events.js';
import { ContractDesk, ISSUER, contractWith, registerIssuer } from './testing/contract-fixtures.js';

let app: TestApp;

beforeAll(async () => {
  app = await startTestApp({ imports: [RoleTokensModule] });
  await registerIssuer(app, 'main', ISSUER);
});

afterAll(async () => {
  await app.close();
});

const desk = (service: string) => new ContractDesk(app, service).open();

function preview<Body = ContractPreview>(of: ContractDesk, contract: object, token?: string) {
  const body = { contract };
  return app.request<Body>('POST', `${of.path}/draft/preview`, { body, ...(token ? { token } : {}) });
}

it('says what publishing would answer and change, and writes nothing', async () => {
  const payments = await desk('payments');
  const { body: published } = await payments.publish(contractWith());
  const { body: draft } = await payments.save(contractWith({ audiences: ['of somebody else'] }), null);
  const length = await logLength(app);
  const { status, body } = await preview(payments, contractWith({ audiences: ['other'] }));
  expect(status).toBe(200);
  expect(body.refusal).toBeNull();
  expect(body.changes.map(({ effect }) => effect).toSorted()).toEqual(['looser', 'tighter']);
  expect(body.in_force).toEqual({ version: 1, hash: published.hash });
  expect(body.hash).not.toBe(published.hash);
  expect(await logLength(app)).toBe(length);
  expect((await payments.draft()).body).toEqual(draft);
});

it('has the hash and the findings that saving and publishing the same would have', async () => {
  const equal = await desk('equal');
  const { body: before } = await preview(equal, contractWith());
  expect(before.in_force).toBeNull();
  const { body: draft } = await equal.save(contractWith(), null);
  expect(before).toMatchObject({ findings: draft.findings, changes: draft.changes });
  expect((await equal.publishDraft(draft.etag)).body.hash).toBe(before.hash);
});

it.each([
  ['same', 'nothing_to_publish', contractWith({ time: { clock_tolerance_seconds: 5 } })],
  ['looser-than-baseline', 'contract_refused', contractWith({ time: { max_lifetime_seconds: 86_400 } })],
  ['incomplete', 'contract_refused', { schema: 1 }],
])('says of what is %s that publishing answers %s', async (name, code, contract) => {
  const refusing = await desk(name);
  await refusing.publish(contractWith());
  const { status, body } = await preview(refusing, contract);
  expect([status, body.refusal?.code]).toEqual([200, code]);
  const { body: refused } = await refusing.publish<{ code: string; detail: string }>(contract);
  expect(body.refusal).toEqual({ code: refused.code, detail: refused.detail });
});

it('has the hash that docs/write-a-contract.md defines, so that it can be computed from what is shown', async () => {
  const contract = contractWith({
    audiences: ['z', 'ä', 'A'],
    token_type: { typ: ['at+jwt'], claims: { use: ['b', 'a'] } },
    authorization: {
      roles_claim: ['realm_access', 'roles'],
      tenant: { claim: ['org', 'id'], values: ['b', 'a'] },
    },
  });
  const hashed = await desk('hashed');
  const { body: before } = await preview(hashed, contract);
  const { body: published } = await hashed.publish(contract);
  expect(published.contract.audiences).toEqual(['A', 'z', 'ä']);
  const digest = createHash('sha256').update(withSortedNames(published.contract)).digest('base64url');
  expect([before.hash, published.hash]).toEqual([`sha256:${digest}`, `sha256:${digest}`]);
});

/** RFC 8785, written anew: JSON.stringify already writes strings and numbers as it wants them. */
function withSortedNames(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(withSortedNames).join(',')}]`;
  if (typeof value !== 'object' || value === null) return JSON.stringify(value);
  const members = Object.entries(value).sort(([one], [other]) => (one < other ? -1 : 1));
  return `{${members.map(([name, member]) => `${JSON.stringify(name)}:${withSortedNames(member)}`).join(',')}}`;
}

it('has neither hash nor changes of what is no contract yet', async () => {
  const { body } = await preview(await desk('unfinished'), { schema: 1 });
  expect(body).toMatchObject({ hash: null, changes: [] });
  expect(body.findings.some(({ severity }) => severity === 'error')).toBe(true);
});

it('refuses where saving would: a secret, an archived service, a place that does not exist', async () => {
  const archived = await desk('archived');
  const secret = await preview<{ code: string }>(archived, { ...contractWith(), client_secret: 'x' });
  expect([secret.status, secret.body.code]).toEqual([422, 'draft_holds_secret']);
  await app.request('DELETE', '/v1/services/archived');
  const late = await preview<{ code: string }>(archived, contractWith());
  expect([late.status, late.body.code]).toEqual([409, 'service_archived']);
  expect((await preview(new ContractDesk(app, 'nobody'), contractWith())).status).toBe(404);
});

it('needs no more than the right to read contracts', async () => {
  const read = await desk('read');
  expect((await preview(read, contractWith(), tokenOf('viewer'))).status).toBe(200);
});
