import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { ApiTokenPage, CreatedApiToken } from '@accord/contract/http';
import { type TestApp, startTestApp } from '../testing/test-app.js';

let api: TestApp;

beforeAll(async () => {
  api = await startTestApp();
});

afterAll(() => api.close());

function create(name: string, key: string, token?: string) {
  return api.request<CreatedApiToken & { code?: string }>('POST', '/v1/api-tokens', {
    body: { name, role: 'admin', expires_at: null },
    headers: { 'idempotency-key': key },
    ...(token === undefined ? {} : { token }),
  });
}

async function howMany(name: string): Promise<number> {
  const { items } = (await api.request<ApiTokenPage>('GET', '/v1/api-tokens?limit=200')).body;
  return items.filter((item) => item.name === name).length;
}

describe('a POST with an Idempotency-Key', () => {
  it('makes one thing however often it is sent, and shows its secret once', async () => {
    const key = randomUUID();
    const first = await create('once', key);
    const again = await create('once', key);
    expect([first.status, again.status]).toEqual([201, 201]);
    expect(first.body.token).toMatch(/^acc_at_[\w-]{43}$/);
    expect(again.body).toEqual({ ...first.body, token: undefined });
    expect([first.headers.get('idempotency-replayed'), again.headers.get('idempotency-replayed')]).toEqual([
      null,
      'true',
    ]);
    expect(await howMany('once')).toBe(1);
  });

  it('makes one thing when it is sent ten times at once', async () => {
    const key = randomUUID();
    const answers = await Promise.all(Array.from({ length: 10 }, () => create('race', key)));
    expect(answers.map(({ status }) => status)).toEqual(Array.from({ length: 10 }, () => 201));
    expect(new Set(answers.map(({ body }) => body.id)).size).toBe(1);
    expect(answers.filter(({ body }) => body.token !== undefined)).toHaveLength(1);
    expect(await howMany('race')).toBe(1);
  });

  it('is refused when the key was used for something else', async () => {
    const key = randomUUID();
    await create('one', key);
    const other = await create('another', key);
    expect([other.status, other.body.code]).toEqual([422, 'idempotency_key_reused']);
  });

  it('may be sent again after it failed', async () => {
    const key = randomUUID();
    const headers = { 'idempotency-key': key };
    const bad = { name: 'retry', role: 'admin', expires_at: 5 };
    expect((await api.request('POST', '/v1/api-tokens', { body: bad, headers })).status).toBe(422);
    expect((await create('retry', key)).status).toBe(201);
  });

  it('keeps keys of different callers apart, and no secret', async () => {
    const key = randomUUID();
    const mine = await create('mine', key);
    const theirs = await create('mine', key, mine.body.token);
    expect(theirs.body.id).not.toBe(mine.body.id);
    const [dump] = await api.dataSource.query<{ text: string }[]>(
      "SELECT string_agg(idempotency_keys::text, ' ') AS text FROM idempotency_keys",
    );
    expect(dump?.text).toContain(mine.body.id);
    expect(dump?.text).not.toContain(mine.body.token);
  });

  it('wants a key of visible characters', async () => {
    expect((await create('odd', 'with space')).status).toBe(400);
    expect((await create('long', 'x'.repeat(201))).status).toBe(400);
  });
});
