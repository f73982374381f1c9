import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { ServiceConflict, ServiceView } from '@accord/contract/http';
import {
  ContractDesk,
  ISSUER,
  contractWith,
  registerIssuer,
} from '../contracts/testing/contract-fixtures.js';
import { type TestApp, startTestApp } from '../platform/testing/test-app.js';
import { logLength, loggedEvents } from './testing/logged-events.js';

let app: TestApp;

beforeAll(async () => {
  app = await startTestApp();
  await registerIssuer(app, 'main', ISSUER);
});

afterAll(async () => {
  await app.close();
});

async function etagOf(name: string): Promise<string> {
  return (await app.request('GET', `/v1/services/${name}`)).headers.get('etag') ?? 'none';
}

const patch = (name: string, body: object, headers: Record<string, string>) =>
  app.request<ServiceConflict & ServiceView & { code: string }>('PATCH', `/v1/services/${name}`, {
    body,
    headers,
  });

describe('a service under If-Match', () => {
  it('changes for whoever names its state, and not for whoever saw another one', async () => {
    await new ContractDesk(app, 'guarded').open();
    const seen = await etagOf('guarded');
    const first = await patch('guarded', { title: 'Guarded' }, { 'if-match': seen });
    expect([first.status, first.headers.get('etag')]).toEqual([200, await etagOf('guarded')]);
    expect(first.headers.get('etag')).not.toBe(seen);
    for (const stale of [seen, '"garbage"']) {
      const late = await patch('guarded', { title: 'Mine' }, { 'if-match': stale });
      expect([late.status, late.body.code]).toEqual([412, 'edit_conflict']);
      expect(late.body.current).toMatchObject({ title: 'Guarded' });
      expect(`"${late.body.current.etag}"`).toBe(await etagOf('guarded'));
    }
    expect((await patch('guarded', { title: 'Any' }, { 'if-match': '*' })).status).toBe(200);
    expect((await patch('guarded', { title: 'Unguarded' }, {})).status).toBe(200);
  });

  it('has an ETag that only a change of its own moves', async () => {
    const desk = await new ContractDesk(app, 'steady').open();
    const seen = await etagOf('steady');
    await desk.publish(contractWith());
    expect(await etagOf('steady')).toBe(seen);
  });

  it('is archived under it too', async () => {
    await new ContractDesk(app, 'kept').open();
    const headers = { 'if-match': '"garbage"' };
    const stale = await app.request('DELETE', '/v1/services/kept', { headers });
    expect([stale.status, stale.body['code']]).toEqual([412, 'edit_conflict']);
    const right = { 'if-match': await etagOf('kept') };
    expect((await app.request('DELETE', '/v1/services/kept', { headers: right })).status).toBe(204);
  });
});

describe('a condition that a route does not check', () => {
  it.each([
    ['POST', '/v1/services', { name: 'conditional' }, 'if-match'],
    ['POST', '/v1/services', { name: 'conditional' }, 'if-none-match'],
    ['PATCH', '/v1/services/guarded', { title: 'x' }, 'if-unmodified-since'],
    ['PUT', '/v1/baseline', { baseline: {}, reason: 'x' }, 'if-none-match'],
    ['PUT', '/v1/services/guarded/star', undefined, 'if-match'],
  ])('refuses %s %s with %j under %s, before anything is done', async (method, path, body, header) => {
    const length = await logLength(app);
    const headers = { [header]: header === 'if-unmodified-since' ? new Date(0).toUTCString() : '*' };
    const answer = await app.request(method, path, { body, headers });
    expect([answer.status, answer.body['code']]).toEqual([400, 'condition_not_supported']);
    expect(String(answer.body['detail']).toLowerCase()).toContain(header);
    expect(await logLength(app)).toBe(length);
  });

  it('lets a read be conditional, which saves an answer at most', async () => {
    const headers = { 'if-none-match': '"x"' };
    expect((await app.request('GET', '/v1/services', { headers })).status).toBe(200);
  });
});

describe('rolling back from a version that was looked at', () => {
  it('is refused when another one is in force, which the answer names', async () => {
    const desk = await new ContractDesk(app, 'back').open();
    for (const audience of ['a', 'b', 'c']) await desk.publish(contractWith({ audiences: [audience] }));
    const rollback = (from_version: number) =>
      app.request<{ code: string; in_force: { version: number } }>('POST', `${desk.path}/rollback`, {
        body: { to_version: 1, from_version, reason: 'back' },
      });
    const stale = await rollback(2);
    expect([stale.status, stale.body.code, stale.body.in_force.version]).toEqual([412, 'edit_conflict', 3]);
    expect((await rollback(3)).status).toBe(201);
  });
});

describe('Location', () => {
  it('names what was made, also when the request is repeated', async () => {
    const create = () =>
      app.request('POST', '/v1/services', {
        body: { name: 'located' },
        headers: { 'idempotency-key': 'located' },
      });
    for (const made of [await create(), await create()]) {
      expect([made.status, made.headers.get('location')]).toEqual([201, '/v1/services/located']);
    }
    const desk = new ContractDesk(app, 'located');
    const one = await desk.publish(contractWith());
    await desk.publish(contractWith({ audiences: ['two'] }));
    const three = await desk.rollback(1);
    expect([one, three].map(({ headers }) => headers.get('location'))).toEqual([
      `${desk.path}/versions/1`,
      `${desk.path}/versions/3`,
    ]);
    expect((await app.request('GET', three.headers.get('location') ?? '')).status).toBe(200);
  });

  it('is not sent with an error', async () => {
    const taken = await app.request('POST', '/v1/services', { body: { name: 'located' } });
    expect([taken.status, taken.headers.get('location')]).toEqual([409, null]);
  });
});

it('archives a service once, however often it is asked', async () => {
  await new ContractDesk(app, 'twice').open();
  const archive = () => app.request('DELETE', '/v1/services/twice');
  expect([(await archive()).status, (await archive()).status]).toEqual([204, 204]);
  const events = await loggedEvents(app, 'service.archived');
  expect(events.filter(({ object }) => object.name === 'twice')).toHaveLength(1);
});
