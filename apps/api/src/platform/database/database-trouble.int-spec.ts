import pg from 'pg';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { ProblemDetails } from '@accord/contract/http';
import { type TestApp, startTestApp } from '../testing/test-app.js';
import { type DeafProxy, startDeafProxy } from './testing/deaf-proxy.js';

let api: TestApp;
let proxy: DeafProxy;
let replica: TestApp;
let operator: pg.Client;
let name: string;

beforeAll(async () => {
  api = await startTestApp();
  name = new URL(api.databaseUrl).pathname.slice(1);
  proxy = await startDeafProxy(api.databaseUrl);
  replica = await api.replica({}, { DATABASE_URL: proxy.url });
  const elsewhere = new URL(api.databaseUrl);
  elsewhere.pathname = 'postgres';
  operator = new pg.Client({ connectionString: elsewhere.href });
  await operator.connect();
});

afterAll(async () => {
  await operator.end();
  await replica.close();
  await proxy.close();
  await api.close();
});

async function endConnections(): Promise<void> {
  await operator.query('SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = $1', [name]);
}

async function write(app: TestApp) {
  const body = { name: 'n', role: 'viewer', expires_at: null };
  const answer = await app.request<ProblemDetails>('POST', '/v1/api-tokens', { body });
  return { status: answer.status, code: answer.body.code, after: answer.headers.get('retry-after'), answer };
}

describe('a database in trouble', () => {
  it('that takes no writes is named, and what is only read is answered', async () => {
    await operator.query(`ALTER DATABASE "${name}" SET default_transaction_read_only = on`);
    await endConnections();
    await expect
      .poll(() => write(api))
      .toMatchObject({ status: 503, code: 'database_read_only', after: '10' });
    await operator.query(`ALTER DATABASE "${name}" RESET default_transaction_read_only`);
    await endConnections();
    await expect.poll(() => write(api)).toMatchObject({ status: 201 });
  });

  it('that cannot be reached is named, without its address', async () => {
    await operator.query(`ALTER DATABASE "${name}" ALLOW_CONNECTIONS false`);
    await endConnections();
    await expect
      .poll(() => write(api))
      .toMatchObject({ status: 503, code: 'database_unavailable', after: '5' });
    await proxy.close();
    const refused = await write(replica);
    expect(refused).toMatchObject({ status: 503, code: 'database_unavailable', after: '5' });
    expect(JSON.stringify(refused.answer.body)).not.toMatch(/127\.0\.0\.1|ECONN/);
    await operator.query(`ALTER DATABASE "${name}" ALLOW_CONNECTIONS true`);
  });

  it('that the replica has let go of is another replica to ask', async () => {
    const last = await api.replica();
    await last.dataSource.destroy();
    expect(await write(last)).toMatchObject({ status: 503, code: 'stopping', after: '1' });
  });
});
