import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { ApiTokenPage, ApiTokenView, AuditEventPage, CreatedApiToken } from '@accord/contract/http';
import { MovableClock, type TestApp, startTestApp } from '../platform/testing/test-app.js';
import { ApiTokenAuthenticator } from './api-token-authenticator.js';

let api: TestApp;
let clock: MovableClock;

beforeAll(async () => {
  clock = new MovableClock(1_795_440_000_000);
  api = await startTestApp({ clock });
});

afterAll(() => api.close());

async function create(name: string, expires_at: number | null): Promise<CreatedApiToken> {
  const body = { name, role: 'viewer', expires_at };
  return (await api.request<CreatedApiToken>('POST', '/v1/api-tokens', { body })).body;
}

async function statusWith(token: string | undefined): Promise<number> {
  return (await api.request('GET', '/v1/session', { token: token ?? '' })).status;
}

describe('an API token', () => {
  it('works until it is revoked, and its life is in the log', async () => {
    const { id, token } = await create('deploy', null);
    expect(await statusWith(token)).toBe(200);
    for (let i = 0; i < 2; i += 1) {
      expect((await api.request('DELETE', `/v1/api-tokens/${id}`)).status).toBe(204);
    }
    expect(await statusWith(token)).toBe(401);
    const { items } = (await api.request<AuditEventPage>('GET', `/v1/audit-events?object=${id}`)).body;
    expect(items.map(({ action }) => action)).toEqual(['api_token.revoked', 'api_token.created']);
    expect(JSON.stringify(items)).not.toContain(token);
  });

  it('is shown by itself as in the list, a revoked one too, and never its secret', async () => {
    const body = { name: 'shown', role: 'viewer', expires_at: null };
    const made = await api.request<CreatedApiToken>('POST', '/v1/api-tokens', { body });
    const path = made.headers.get('location') ?? '';
    await api.request('DELETE', path);
    const shown = await api.request<ApiTokenView>('GET', path);
    expect(shown).toMatchObject({ status: 200, body: { name: 'shown', revoked_at: clock.nowSeconds() } });
    const { items } = (await api.request<ApiTokenPage>('GET', '/v1/api-tokens')).body;
    expect(shown.body).toEqual(items.find(({ id }) => id === made.body.id));
    const other = await api.request('GET', `/v1/api-tokens/${randomUUID()}`);
    expect([other.status, other.body['code']]).toEqual([404, 'not_found']);
    const refused = await api.request('GET', path, { token: made.body.token ?? '' });
    expect(refused.status).toBe(401);
  });

  it('ends at its expiry, which must lie ahead', async () => {
    const { token } = await create('short', clock.nowSeconds() + 60);
    clock.advance(59);
    expect(await statusWith(token)).toBe(200);
    clock.advance(1);
    expect(await statusWith(token)).toBe(401);
    const body = { name: 'late', role: 'viewer', expires_at: clock.nowSeconds() };
    const late = await api.request('POST', '/v1/api-tokens', { body });
    expect([late.status, late.body['code']]).toEqual([422, 'expired_already']);
  });

  it('shows when it was last used', async () => {
    const { id, token } = await create('used', null);
    await statusWith(token);
    clock.advance(5);
    await statusWith(token);
    await api.app.get(ApiTokenAuthenticator).writeUses();
    const { items } = (await api.request<ApiTokenPage>('GET', '/v1/api-tokens')).body;
    expect(items.find((item) => item.id === id)?.last_used_at).toBe(clock.nowSeconds());
  });

  it('is listed newest first, page by page', async () => {
    for (let i = 0; i < 3; i += 1) {
      clock.advance(1);
      await create(`page-${String(i)}`, null);
    }
    const first = (await api.request<ApiTokenPage>('GET', '/v1/api-tokens?limit=2')).body;
    const query = `limit=1&cursor=${first.next_cursor ?? ''}`;
    const second = (await api.request<ApiTokenPage>('GET', `/v1/api-tokens?${query}`)).body;
    const names = [...first.items, ...second.items].map(({ name }) => name);
    expect(names).toEqual(['page-2', 'page-1', 'page-0']);
  });
});

describe('the bootstrap token', () => {
  it('is an administrator that warns, and its use is logged once per process', async () => {
    const who = await api.request('GET', '/v1/session');
    expect(who.body).toMatchObject({ principal: { kind: 'bootstrap' }, warnings: ['bootstrap_token_set'] });
    const used = await api.request<AuditEventPage>('GET', '/v1/audit-events?action=bootstrap_token.used');
    expect(used.body.items).toHaveLength(1);
  });

  it('is nothing where it is not set', async () => {
    const plain = await startTestApp({}, { ACCORD_BOOTSTRAP_TOKEN: '' });
    try {
      expect((await plain.request('GET', '/v1/session')).status).toBe(401);
    } finally {
      await plain.close();
    }
  });
});
