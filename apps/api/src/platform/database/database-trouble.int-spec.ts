import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { ProblemDetails } from '@accord/contract/http';
import { type DatabaseOperator, operatorOf } from '../testing/database-operator.js';
import { type TestApp, startTestApp } from '../testing/test-app.js';
import { type DeafProxy, startDeafProxy } from './testing/deaf-proxy.js';

let api: TestApp;
let proxy: DeafProxy;
let replica: TestApp;
let operator: DatabaseOperator;

beforeAll(async () => {
  api = await startTestApp();
  proxy = await startDeafProxy(api.databaseUrl);
  replica = await api.replica({}, { DATABASE_URL: proxy.url });
  operator = await operatorOf(api.databaseUrl);
});

afterAll(async () => {
  await operator.leave();
  await replica.close();
  await proxy.close();
  await api.close();
});

async function write(app: TestApp) {
  const body = { name: 'n', role: 'viewer', expires_at: null };
  const answer = await app.request<ProblemDetails>('POST', '/v1/api-tokens', { body });
  return { status: answer.status, code: answer.body.code, after: answer.headers.get('retry-after'), answer };
}

describe('a database in trouble', () => {
  it('that takes no writes is named, and what is only read is answered', async () => {
    await operator.alter('SET default_transaction_read_only = on');
    await expect
      .poll(() => write(api))
      .toMatchObject({ status: 503, code: 'database_read_only', after: '10' });
    await operator.alter('RESET default_transaction_read_only');
    await expect.poll(() => write(api)).toMatchObject({ status: 201 });
  });

  it('that cannot be reached is named, without its address', async () => {
    await operator.alter('ALLOW_CONNECTIONS false');
    await expect
      .poll(() => write(api))
      .toMatchObject({ status: 503, code: 'database_unavailable', after: '5' });
    await proxy.close();
    const refused = await write(replica);
    expect(refused).toMatchObject({ status: 503, code: 'database_unavailable', after: '5' });
    expect(JSON.stringify(refused.answer.body)).not.toMatch(/127\.0\.0\.1|ECONN/);
    await operator.alter('ALLOW_CONNECTIONS true');
  });

  it('that the replica has let go of is another replica to ask', async () => {
    const last = await api.replica();
    await last.dataSource.destroy();
    expect(await write(last)).toMatchObject({ status: 503, code: 'stopping', after: '1' });
  });
});
