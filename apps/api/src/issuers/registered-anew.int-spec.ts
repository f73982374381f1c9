import type { CutOffList, IssuerView, RevocationPage, RevocationView } from '@accord/contract/http';
import { afterAll, beforeAll, expect, it } from 'vitest';
import type { IssuerSource } from '../bundles/bundle-source.js';
import { readIssuerSources } from '../bundles/issuer-sources.js';
import { ContractDesk, contractWith } from '../contracts/testing/contract-fixtures.js';
import { startTestApp, type TestApp } from '../platform/testing/test-app.js';
import { loggedEvents } from '../services/testing/logged-events.js';
import { RoleTokensModule, tokenOf } from '../services/testing/role-tokens.module.js';

let app: TestApp;

beforeAll(async () => {
  app = await startTestApp({ imports: [RoleTokensModule] });
});

afterAll(async () => {
  await app.close();
});

/** What came back, with `code` where it was a refusal. */
const register = (name: string, iss: string, kind: 'managed' | 'external' = 'managed') =>
  app.request<IssuerView & { code?: string; detail?: string }>('POST', '/v1/issuers', {
    token: tokenOf('editor'),
    body: { kind, name, issuer: iss, ...(kind === 'managed' && { algorithms: ['ES256'] }) },
  });

async function archive(name: string): Promise<void> {
  expect((await app.request('DELETE', `/v1/issuers/${name}`, { token: tokenOf('editor') })).status).toBe(204);
}

const sourcesOf = (iss: string): Promise<IssuerSource[]> => readIssuerSources(app.dataSource.manager, [iss]);

it('frees the iss of an issuer that is archived, and contracts that name it mean the live one', async () => {
  const iss = 'https://mistaken.test';
  await register('mistaken', iss, 'external');
  await archive('mistaken');
  const { status, body } = await register('corrected', iss);
  expect(status).toBe(201);
  const sources = await sourcesOf(iss);
  expect(sources.map(({ id }) => id)).toEqual([body.id]);
  expect(sources[0]?.jwks).not.toHaveLength(0);
  const desk = await new ContractDesk(app, 'payments').open();
  const published = await desk.publish(contractWith({ issuers: [{ issuer: iss, algorithms: ['ES256'] }] }));
  expect(published.status).toBe(201);
  expect((await app.request('DELETE', '/v1/issuers/corrected')).body).toMatchObject({
    code: 'issuer_in_use',
    contracts: ['payments/production'],
  });
});

it('refuses an iss that a live issuer has, and the name of an archived one, each with the way on', async () => {
  const iss = 'https://taken.test';
  await register('taken', iss);
  const live = await register('another', iss);
  expect([live.status, live.body.code]).toEqual([409, 'issuer_exists']);
  expect(live.body.detail).toContain('Use it');
  await archive('taken');
  const named = await register('taken', iss);
  expect([named.status, named.body.code]).toEqual([409, 'issuer_exists']);
  expect(named.body.detail).toContain('was archived, and its name stays taken. Choose another name');
});

it('means the issuer that was archived last where no live one has the iss', async () => {
  const iss = 'https://gone-twice.test';
  await register('gone-once', iss);
  await archive('gone-once');
  const { body: last } = await register('gone-twice', iss);
  await archive('gone-twice');
  expect(await sourcesOf(iss)).toMatchObject([{ id: last.id, jwks: [] }]);
  const desk = await new ContractDesk(app, 'orphaned').open();
  const issuers = [{ issuer: iss, algorithms: ['ES256' as const] }];
  const { body } = await desk.publish<{ findings: { code: string }[] }>(contractWith({ issuers }));
  expect(body.findings.map(({ code }) => code)).toEqual(['issuer_archived']);
});

it('hands over whatever refuses tokens of the iss: registering anew lets none of them in again', async () => {
  const iss = 'https://stolen.test';
  const { body: first } = await register('stolen', iss);
  const cutOff = { not_before: 1_795_000_000, reason: 'keys were stolen' };
  await app.request('PATCH', '/v1/issuers/stolen', { body: cutOff });
  const { body: revocation } = await app.request<RevocationView>('POST', '/v1/revocations', {
    body: { kind: 'subjects', issuer: 'stolen', value: 'mallory', reason: 'left' },
  });
  await app.dataSource.query('INSERT INTO issuer_denied_kids VALUES ($1, $2, 1)', [first.id, 'leaked']);
  await archive('stolen');

  const { body: second } = await register('recovered', iss);
  expect(second.not_before).toBe(cutOff.not_before);
  expect(await sourcesOf(iss)).toMatchObject([
    {
      id: second.id,
      notBefore: cutOff.not_before,
      deniedKids: ['leaked'],
      revocations: [{ id: revocation.hashed_id }],
    },
  ]);
  const created = (await loggedEvents(app, 'issuer.created')).at(-1);
  expect(created?.after).toMatchObject({ not_before: cutOff.not_before, takes_over_from: 'stolen' });
  const { body: cutOffs } = await app.request<CutOffList>('GET', '/v1/cut-offs');
  expect(cutOffs.items).toMatchObject([{ issuer: 'recovered', ...cutOff }]);
  const { body: listed } = await app.request<RevocationPage>('GET', '/v1/revocations?issuer=recovered');
  expect(listed.items).toMatchObject([{ id: revocation.id, issuer: 'recovered' }]);

  await app.request('PATCH', '/v1/issuers/recovered', { body: { not_before: null, reason: 'all is well' } });
  const lifted = `/v1/revocations/${revocation.id}/lift`;
  expect((await app.request('POST', lifted, { body: { reason: 'is back' } })).status).toBe(204);
  await archive('recovered');
  await register('again', iss);
  expect(await sourcesOf(iss)).toMatchObject([{ notBefore: null, deniedKids: ['leaked'], revocations: [] }]);
});
