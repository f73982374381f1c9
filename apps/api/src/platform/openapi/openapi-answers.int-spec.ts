import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { ContractDesk, contractWith } from '../../contracts/testing/contract-fixtures.js';
import { withDescribedAnswers } from '../testing/described-answers.js';
import { type TestApp, startTestApp } from '../testing/test-app.js';

interface Operation {
  parameters?: { name: string; in: string; required: boolean }[];
  responses: Record<string, { content?: object }>;
  security: object[];
}

const ISSUER = 'https://main.example.test';

/** What the parameters of the GETs below stand for. */
const values: Record<string, string> = {
  service: 'payments',
  environment: 'production',
  issuer: 'main',
  version: '2',
  against: '1',
  number: '1',
  file: 'start.js',
  search: 'pay',
  alg: 'ES256',
  format: 'ndjson',
  from: '0',
  to: '60',
};

/** What they stand for below an issuer, where it is something else. */
const issuerValues: Record<string, string> = {};

let api: TestApp;
let secret: string;

beforeAll(async () => {
  api = await withDescribedAnswers(await startTestApp());
  await post('/v1/issuers', { kind: 'managed', name: 'main', issuer: ISSUER, algorithms: ['ES256'] });
  const desk = await new ContractDesk(api, 'payments').open();
  const contract = contractWith({ issuers: [{ issuer: ISSUER, algorithms: ['ES256'] }] });
  await desk.publish(contract);
  await desk.publish({ ...contract, audiences: ['https://other.example'] });
  await desk.save(contract, null);
  const credential = await post<{ secret: string }>(`${desk.path}/credentials`, { name: 'a' });
  secret = credential.body.secret;
  values['credential'] = idIn(credential);
  const signer = await post('/v1/issuers/main/credentials', { name: 'a' });
  issuerValues['credential'] = idIn(signer);
  const keys = await api.request<{ items: { kid: string }[] }>('GET', '/v1/issuers/main/keys');
  values['kid'] = keys.body.items[0]?.kid ?? '';
  const user = { email: 'ada@example.com', name: 'Ada', role: 'viewer', password: 'correct horse battery' };
  values['user'] = idIn(await post('/v1/users', user));
  const token = { name: 'a', role: 'viewer', expires_at: null };
  values['token'] = idIn(await post('/v1/api-tokens', token));
  const revocation = { kind: 'tokens', issuer: 'main', value: 'a', reason: 'a test' };
  values['revocation'] = idIn(await post('/v1/revocations', revocation));
});

afterAll(() => api.close());

function post<Body>(path: string, body: unknown, headers: Record<string, string> = {}) {
  return api.request<Body>('POST', path, { body, headers });
}

function idIn({ headers }: { headers: Headers }): string {
  return headers.get('location')?.split('/').pop() ?? '';
}

function addressOf(template: string, { parameters = [] }: Operation): string {
  const known = template.startsWith('/v1/issuers/') ? { ...values, ...issuerValues } : values;
  const valueOf = (name: string) => encodeURIComponent(known[name] ?? `no value for ${name}`);
  const query = parameters.filter((each) => each.in === 'query' && each.required);
  const path = template.replace(/\{(\w+)\}/g, (_all, name: string) => valueOf(name));
  return `${path}?${query.map(({ name }) => `${name}=${valueOf(name)}`).join('&')}`;
}

it('describes what every GET answers', async () => {
  const { body } = await api.request<{ paths: Record<string, Record<string, Operation>> }>(
    'GET',
    '/openapi.json',
  );
  const statuses: Record<string, number> = {};
  for (const [template, { get }] of Object.entries(body.paths)) {
    // The stream never ends; an issuer's credential is asked for by the signers' own suite.
    if (get === undefined || ['/v1/events', '/v1/signing-key'].includes(template)) continue;
    const token = template === '/v1/policy' ? secret : undefined;
    const options = token === undefined ? {} : { token };
    statuses[template] = (await api.request('GET', addressOf(template, get), options)).status;
  }
  expect(Object.entries(statuses).filter(([, status]) => status !== 200)).toEqual([]);
  expect(Object.keys(statuses).length).toBeGreaterThan(40);
});

describe('describes errors', () => {
  it.each<[number, string, string, Parameters<TestApp['request']>[2]]>([
    [400, 'GET', '/v1/services?limit=0', {}],
    [400, 'GET', '/v1/services?cursor=nonsense', {}],
    [400, 'POST', '/v1/services', { body: '{' }],
    [400, 'POST', '/v1/services', { body: { name: 'a' }, headers: { 'idempotency-key': 'ä b' } }],
    [401, 'GET', '/v1/services', { token: 'acc_at_nonsense' }],
    [
      401,
      'POST',
      '/v1/session',
      { body: { email: 'a@example.com', password: 'not the right one' }, token: null },
    ],
    [401, 'GET', '/v1/policy', { token: 'acc_sc_nonsense' }],
    [404, 'GET', '/v1/services/nobody', {}],
    [409, 'POST', '/v1/services', { body: { name: 'payments' } }],
    [409, 'DELETE', '/v1/issuers/main', {}],
    [409, 'PUT', '/v1/services/payments/star', {}],
    [
      412,
      'DELETE',
      '/v1/services/payments/environments/production/draft',
      { headers: { 'if-match': '"x"' } },
    ],
    [413, 'POST', '/v1/services', { body: { name: 'x'.repeat(300_000) } }],
    [415, 'POST', '/v1/services', { body: 'a', headers: { 'content-type': 'text/plain' } }],
    [422, 'POST', '/v1/services', { body: { name: 'a', more: 1 } }],
    [428, 'PUT', '/v1/services/payments/environments/production/draft', { body: { contract: {} } }],
  ])('%i of %s %s', async (status, method, path, options) => {
    const headers = Object.fromEntries(
      Object.entries(options?.headers ?? {}).map(([name, value]) => [
        name,
        Buffer.from(value).toString('latin1'),
      ]),
    );
    expect((await api.request(method, path, { ...options, headers })).status).toBe(status);
  });
});

describe('the check of answers', () => {
  async function answering(status: number, body: unknown, type = 'application/json') {
    const { body: document } = await api.request('GET', '/openapi.json');
    const request = ((_method: string, path: string) =>
      Promise.resolve({
        status: path === '/openapi.json' ? 200 : status,
        headers: new Headers({ 'content-type': type }),
        body: path === '/openapi.json' ? document : body,
      })) as TestApp['request'];
    return (await withDescribedAnswers({ ...api, request })).request('GET', '/v1/services');
  }
  const problem = { type: 'about:blank', title: '', status: 403, detail: '', request_id: '' };

  it('finds what is not described', async () => {
    await expect(answering(200, { items: [], next_cursor: null })).resolves.toHaveProperty('status', 200);
    await expect(answering(200, { items: [1] })).rejects.toThrow(/body/);
    await expect(answering(200, 'a,b', 'text/csv')).rejects.toThrow('text/csv is not declared');
    await expect(answering(418, {})).rejects.toThrow('this status is not declared');
    const refused = answering(403, { ...problem, code: 'role_too_high' }, 'application/problem+json');
    await expect(refused).rejects.toThrow('the code role_too_high is not declared');
  });
});
