import type { CreatedCredential, IssuerView, ProblemDetails } from '@accord/contract/http';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { MovableClock, startTestApp, type TestApp } from '../platform/testing/test-app.js';
import { logLength } from '../services/testing/logged-events.js';

const NOW = 1_795_440_000;
let app: TestApp;

beforeAll(async () => {
  const clock = new MovableClock(NOW * 1000);
  app = await startTestApp({ clock }, { ACCORD_ROTATION_TICK_SECONDS: '3600' });
  await create({ name: 'made', issuer: 'https://made.test' });
  await create({ name: 'ext', issuer: 'https://ext.test', ...external, jwks_uri: 'https://ext.test/keys' });
});

afterAll(async () => {
  await app.close();
});

const external = { kind: 'external', algorithms: undefined };

const create = (more: object) =>
  app.request<ProblemDetails>('POST', '/v1/issuers', {
    body: { kind: 'managed', name: 'new', issuer: 'https://new.test', algorithms: ['ES256'], ...more },
  });

const change = (name: string, more: object) =>
  app.request<IssuerView & ProblemDetails>('PATCH', `/v1/issuers/${name}`, {
    body: { reason: 'a test', ...more },
  });

const NO_USER = 'must not hold a user name or password: leave out what stands before the @';
const NO_FRAGMENT = 'must not have a fragment: leave out the # and what follows it';
const NO_QUERY = 'must not have a query (RFC 8414 §2): leave out the ? and what follows it';

describe('the URL of an issuer', () => {
  it.each([
    ['https://user:pw@a.test', NO_USER],
    ['https://user@a.test', NO_USER],
    ['https://a.test?x=1', NO_QUERY],
    ['https://a.test?', NO_QUERY],
    ['https://a.test#f', NO_FRAGMENT],
  ])('is not %s', async (issuer, message) => {
    for (const kind of [{}, external]) {
      const { status, body } = await create({ issuer, ...kind });
      expect([status, body.errors]).toMatchObject([422, [{ path: ['issuer'], message }]]);
    }
  });

  it.each([
    ['https://user:pw@a.test/keys', NO_USER],
    ['https://a.test/keys#f', NO_FRAGMENT],
  ])('keeps its keys elsewhere than at %s', async (uri, message) => {
    const created = await create({ ...external, jwks_uri: uri });
    expect([created.status, created.body.errors]).toMatchObject([422, [{ path: ['jwks_uri'], message }]]);
    const changed = await change('ext', { jwks_uri: uri });
    expect([changed.status, changed.body.errors]).toMatchObject([422, [{ path: ['jwks_uri'], message }]]);
  });

  it('is still shown where an earlier version took it', async () => {
    await create({ name: 'old', issuer: 'https://old.test', ...external });
    const taken = 'https://user:pw@old.test?x=1#f';
    await app.dataSource.query(`UPDATE issuers SET issuer = $1, jwks_uri = $1 WHERE name = 'old'`, [taken]);
    const { status, body } = await app.request('GET', '/v1/issuers/old');
    expect([status, body]).toMatchObject([200, { issuer: taken, jwks_uri: taken }]);
  });
});

it('signs with each algorithm once', async () => {
  const { status, body } = await create({ algorithms: ['ES256', 'ES256'] });
  expect([status, body.code]).toEqual([422, 'validation_failed']);
  expect(body.errors).toMatchObject([{ path: ['algorithms'] }]);
});

describe('a cut-off', () => {
  it('is never to come, but for the tolerance of clocks', async () => {
    expect((await change('made', { not_before: NOW + 60 })).status).toBe(200);
    const { status, body } = await change('made', { not_before: NOW + 61 });
    expect([status, body.code]).toEqual([422, 'time_to_come']);
    expect(body.detail).toBe(
      `not_before is ${NOW + 61}, which is later than now, ${NOW}. Give a time in epoch seconds that has passed, or "now".`,
    );
    expect(body.errors).toMatchObject([{ in: 'body', path: ['not_before'], code: 'time_to_come' }]);
  });

  it('that is in force already leaves no event', async () => {
    await change('made', { not_before: NOW });
    const before = await logLength(app);
    expect((await change('made', { not_before: NOW })).status).toBe(200);
    expect(await logLength(app)).toBe(before);
  });
});

describe('where an external issuer keeps its keys', () => {
  it('is read from its discovery document again after null', async () => {
    const { status, body } = await change('ext', { jwks_uri: null });
    expect([status, body.jwks_uri]).toEqual([200, null]);
  });

  it('is not left to a discovery document that could never be fetched', async () => {
    await create({
      name: 'plain',
      issuer: 'http://plain.test',
      ...external,
      jwks_uri: 'https://plain.test/keys',
    });
    const { status, body } = await change('plain', { jwks_uri: null });
    expect([status, body.code]).toEqual([422, 'url_not_https']);
    expect(body.errors).toMatchObject([{ path: ['jwks_uri'] }]);
  });

  it('is nothing that a managed issuer has', async () => {
    expect((await change('made', { jwks_uri: null })).body.code).toBe('not_external');
  });
});

it('hands out credentials of managed issuers alone: others have no key to hand out', async () => {
  const ask = (name: string) =>
    app.request<CreatedCredential & ProblemDetails>('POST', `/v1/issuers/${name}/credentials`, {
      body: { name: 'as-1' },
    });
  expect((await ask('made')).status).toBe(201);
  const { status, body } = await ask('ext');
  expect([status, body.code]).toEqual([422, 'not_managed']);
});
