import { afterAll, beforeAll, expect, it } from 'vitest';
import { canonicalBytes, decodeEvent, eventHash } from '@accord/audit';
import type { ChangeEvent } from '@accord/contract';
import type { AuditEventPage, ChainCheck } from '@accord/contract/http';
import { type TestApp, startTestApp } from '../platform/testing/test-app.js';
import type { LogRow } from './audit-events.repository.js';

/** As deep as a draft could nest before bodies had a limit. */
const LEVELS = 2_000;
let app: TestApp;

beforeAll(async () => {
  app = await startTestApp();
  await app.request('POST', '/v1/services', { body: { name: 'deep' } });
  await nestNewestEvent();
});

afterAll(() => app.close());

async function nestNewestEvent(): Promise<void> {
  const [row] = await app.dataSource.query<LogRow[]>('SELECT * FROM change_log ORDER BY number DESC LIMIT 1');
  const after = JSON.parse(`${'['.repeat(LEVELS)}${']'.repeat(LEVELS)}`) as ChangeEvent['after'];
  const canonical = Buffer.from(canonicalBytes({ ...decodeEvent(row!.canonical)!, after }));
  const hash = Buffer.from(await eventHash(row!.previous_hash, canonical));
  await app.dataSource.query('ALTER TABLE change_log DISABLE TRIGGER change_log_refuses_changes');
  await app.dataSource.query('UPDATE change_log SET canonical = $1, hash = $2 WHERE number = $3', [
    canonical,
    hash,
    row!.number,
  ]);
  await app.dataSource.query('ALTER TABLE change_log ENABLE TRIGGER change_log_refuses_changes');
  await app.dataSource.query('UPDATE change_log_head SET hash = $1', [hash]);
}

it('are checked like any other, also by code that has just started', async () => {
  const { body } = await app.request<ChainCheck>('GET', '/v1/audit-events/verify');
  expect(body).toMatchObject({ intact: true, complete: true, problem: null });
});

it('are shown as they are', async () => {
  const { body } = await app.request<AuditEventPage>('GET', '/v1/audit-events?action=service.created');
  expect(JSON.stringify(body.items[0]?.after)).toHaveLength(2 * LEVELS);
});
