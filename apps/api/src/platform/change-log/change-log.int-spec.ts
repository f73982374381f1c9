import { randomUUID } from 'node:crypto';
import pg from 'pg';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { AuditEventPage, ChainCheck } from '@accord/contract/http';
import { systemContext } from '../http/request-context.js';
import { MovableClock, type TestApp, startTestApp } from '../testing/test-app.js';
import { untilTakenIn } from '../testing/until-taken-in.js';
import { ChangeLog } from './change-log.js';
import { ChangeLogFollower } from './change-log-follower.js';
import type { LogEvent } from './log-event.js';
import type { Change } from './change.js';

let api: TestApp;
let clock: MovableClock;
let log: ChangeLog;

beforeAll(async () => {
  clock = new MovableClock(1_795_440_000_000);
  api = await startTestApp({ clock });
  log = api.app.get(ChangeLog);
  await api.dataSource.query('CREATE TABLE thing (id text PRIMARY KEY, number bigint)');
});

afterAll(() => api.close());

function context() {
  return systemContext('test', randomUUID());
}

function note(change: Change, id: string, after: unknown = null): Promise<number> {
  const object = { kind: 'thing', id, name: id };
  return change.record({ action: 'thing.created', object, before: null, after });
}

async function numbers(): Promise<number[]> {
  const rows = await api.dataSource.query<{ number: number }[]>(
    'SELECT number FROM change_log ORDER BY number',
  );
  return rows.map(({ number }) => number);
}

describe('the order of changes', () => {
  it('has no gap and no repeat under 50 writers of whom some fail', async () => {
    const before = (await log.head()).number;
    const write = (i: number) =>
      log.run(context(), async (change) => {
        const number = await note(change, `w-${i}`);
        await change.manager.query<unknown>('INSERT INTO thing VALUES ($1, $2)', [`w-${i}`, number]);
        if (i % 3 === 0) throw new Error('on purpose');
        if (i % 5 === 0) await note(change, `w-${i}-second`);
      });
    const results = await Promise.allSettled(Array.from({ length: 50 }, (_, i) => write(i)));
    const failed = results.filter(({ status }) => status === 'rejected').length;
    expect(failed).toBe(17);
    const written = (await numbers()).filter((number) => number > before);
    expect(written).toEqual(written.map((_, i) => before + 1 + i));
    expect(written).toHaveLength(33 + 6);
    const [things] = await api.dataSource.query<{ n: number }[]>(
      'SELECT count(*)::int AS n FROM thing JOIN change_log USING (number) WHERE object_id = id',
    );
    expect(things?.n).toBe(33);
    expect((await api.request<ChainCheck>('GET', '/v1/audit-events/verify')).body).toMatchObject({
      intact: true,
    });
  });

  it('never goes back in time, though clocks do', async () => {
    await log.run(context(), (change) => note(change, 'early'));
    clock.advance(-100);
    const at = await log.run(context(), async (change) => {
      const position = await change.lock();
      await note(change, 'late');
      return position.at;
    });
    clock.advance(100);
    expect(at).toBe(1_795_440_000);
  });

  it('gives every event of one change the time that its rows were told', async () => {
    const { number, at } = await log.run(context(), async (change) => {
      const position = await change.lock();
      clock.advance(7);
      await note(change, 'slow');
      await note(change, 'slower');
      return position;
    });
    clock.advance(-7);
    const times = await api.dataSource.query<{ at: number }[]>(
      'SELECT at FROM change_log WHERE number >= $1 ORDER BY number',
      [number],
    );
    expect(times).toEqual([{ at }, { at }]);
  });

  it('survives two writers that lock rows in opposite orders', async () => {
    await api.dataSource.query("INSERT INTO thing VALUES ('row', 0)");
    const update = (change: Change) =>
      change.manager.query<unknown>("UPDATE thing SET number = number + 1 WHERE id = 'row'");
    const rowFirst = () => log.run(context(), async (change) => (await update(change), note(change, 'a')));
    const logFirst = () => log.run(context(), async (change) => (await note(change, 'b'), update(change)));
    await Promise.all([rowFirst(), logFirst(), rowFirst(), logFirst()]);
    const [row] = await api.dataSource.query<{ number: number }[]>(
      "SELECT number FROM thing WHERE id = 'row'",
    );
    expect(row?.number).toBe(4);
  });
});

describe('a change', () => {
  it('without an event is rolled back', async () => {
    const silent = log.run(context(), (change) =>
      change.manager.query<unknown>("INSERT INTO thing VALUES ('silent', 1)"),
    );
    await expect(silent).rejects.toThrow(/recorded no event/);
    expect(await api.dataSource.query("SELECT 1 FROM thing WHERE id = 'silent'")).toEqual([]);
  });

  it.each([
    [{ password: 'x' }],
    [{ nested: [{ token_hash: 'x' }] }],
    [{ jwk: { kty: 'OKP', crv: 'Ed25519', x: 'pub', d: 'private' } }],
  ])('with a secret in it is refused: %j', async (after) => {
    await expect(log.run(context(), (change) => note(change, 'leak', after))).rejects.toThrow(
      /would log a secret/,
    );
  });

  it('cannot be altered in the table', async () => {
    for (const sql of [
      "UPDATE change_log SET reason = 'x'",
      'DELETE FROM change_log',
      'TRUNCATE change_log',
    ]) {
      await expect(api.dataSource.query(sql)).rejects.toThrow(/append-only/);
    }
  });
});

describe('the check of the chain', () => {
  async function asOwner(sql: string): Promise<void> {
    const client = new pg.Client({ connectionString: api.databaseUrl });
    await client.connect();
    await client.query(`BEGIN; SET LOCAL session_replication_role = replica; ${sql}; COMMIT`);
    await client.end();
  }

  async function check(): Promise<ChainCheck> {
    return (await api.request<ChainCheck>('GET', '/v1/audit-events/verify')).body;
  }

  it('shows an event that was rewritten behind our back, and a column that says something else', async () => {
    const number = await log.run(context(), (change) => note(change, 'victim', { amount: 1 }));
    await log.run(context(), (change) => note(change, 'after it'));
    expect(await check()).toMatchObject({ intact: true, broken_at: null });
    const swap = (from: string, to: string) =>
      asOwner(`UPDATE change_log SET canonical = convert_to(replace(convert_from(canonical, 'UTF8'), '${from}', '${to}'), 'UTF8')
        WHERE number = ${number}`);
    await swap('"amount":1', '"amount":9');
    expect(await check()).toMatchObject({ intact: false, broken_at: number });
    await swap('"amount":9', '"amount":1');
    await asOwner(`UPDATE change_log SET actor_id = 'somebody else' WHERE number = ${number}`);
    expect(await check()).toMatchObject({ intact: false, broken_at: number, problem: /columns/ });
    await asOwner(`UPDATE change_log SET actor_id = 'test' WHERE number = ${number}`);
    expect(await check()).toMatchObject({ intact: true });
  });

  it('shows events that were cut off at the end', async () => {
    const number = await log.run(context(), (change) => note(change, 'last'));
    await asOwner(`CREATE TABLE kept AS SELECT * FROM change_log WHERE number = ${number};
      DELETE FROM change_log WHERE number = ${number}`);
    expect(await check()).toMatchObject({ intact: false, broken_at: number });
    await asOwner('INSERT INTO change_log SELECT * FROM kept');
    expect(await check()).toMatchObject({ intact: true });
  });
});

describe('the audit page', () => {
  it('filters, pages newest first and shows before and after', async () => {
    for (let i = 1; i <= 5; i += 1) {
      await log.run(context(), async (change) => {
        const object = { kind: 'gadget', id: `g-${i}`, name: `Gadget ${i}` };
        await change.record({
          action: 'gadget.changed',
          object,
          before: { n: i - 1 },
          after: { n: i },
          reason: 'why',
        });
      });
    }
    const get = (query: string) => api.request<AuditEventPage>('GET', `/v1/audit-events?${query}`);
    const first = (await get('action=gadget.changed&limit=3')).body;
    expect(first.items.map(({ object }) => object.id)).toEqual(['g-5', 'g-4', 'g-3']);
    expect(first.items[0]).toMatchObject({
      before: { n: 4 },
      after: { n: 5 },
      reason: 'why',
      actor: { name: 'test' },
    });
    const rest = (await get(`action=gadget.changed&limit=3&cursor=${first.next_cursor ?? ''}`)).body;
    expect([rest.items.map(({ object }) => object.id), rest.next_cursor]).toEqual([['g-2', 'g-1'], null]);
    expect((await get('object=gadget%204')).body.items).toHaveLength(1);
    const day = new Date(1_795_440_000_000).toISOString().slice(0, 10);
    expect((await get(`object_kind=gadget&from=${day}&to=${day}`)).body.items).toHaveLength(5);
    expect((await get('object_kind=gadget&to=2001-01-01')).body.items).toHaveLength(0);
    const id = first.items[0]?.request_id ?? '';
    expect((await get(`request_id=${id}`)).body.items.map(({ object }) => object.id)).toEqual(['g-5']);
    expect((await get('cursor=nonsense')).status).toBe(400);
  });
});

describe('the follower', () => {
  it('hands on every event once and in order, also of another replica, and knows how far it is', async () => {
    const replica = await api.replica({ clock });
    try {
      const follower = replica.app.get(ChangeLogFollower);
      const seen: LogEvent[] = [];
      follower.subscribe('test', (events) => void seen.push(...events));
      const before = (await log.head()).number;
      await Promise.all(
        Array.from({ length: 30 }, (_, i) => log.run(context(), (change) => note(change, `f-${i}`))),
      );
      const head = (await log.head()).number;
      await untilTakenIn(replica, head, 5_000);
      expect(seen.map(({ number }) => number)).toEqual(Array.from({ length: 30 }, (_, i) => before + 1 + i));
      expect(seen[0]).toMatchObject({
        action: 'thing.created',
        objectKind: 'thing',
        serviceId: null,
        at: 1_795_440_000,
      });
      expect([follower.headNumber, follower.asOf]).toEqual([head, clock.nowSeconds()]);
      await expect(untilTakenIn(replica, head + 1, 20)).rejects.toThrow(`the head is ${head}`);
    } finally {
      await replica.close();
    }
  });

  it('brings a batch again when a listener fails, and does not move on before', async () => {
    const follower = api.app.get(ChangeLogFollower);
    let failures = 2;
    const asked: (number | undefined)[] = [];
    const seen: number[] = [];
    const subscription = follower.subscribe('test', (events) => {
      asked.push(events[0]?.number);
      if (failures-- > 0) throw new Error('not yet');
      seen.push(...events.map(({ number }) => number));
    });
    const number = await log.run(context(), (change) => note(change, 'again'));
    await untilTakenIn(api, number);
    expect(asked).toEqual([number, number, number]);
    expect(seen).toEqual([number]);
    await follower.unsubscribe(subscription);
  });

  it('lets no failing listener hold up the others, and says how far all of them are', async () => {
    const follower = api.app.get(ChangeLogFollower);
    const stuck = follower.subscribe('stuck', () => {
      throw new Error('never');
    });
    let arrived: (number: number) => void = () => undefined;
    const arrival = new Promise<number>((resolve) => (arrived = resolve));
    const other = follower.subscribe('other', (events) => arrived(events.at(-1)?.number ?? 0));
    const before = follower.headNumber;
    const asOf = clock.nowSeconds();
    const number = await log.run(context(), (change) => note(change, 'past the stuck one'));
    expect(await arrival).toBe(number);
    clock.advance(30);
    await expect.poll(() => other.asOf, { timeout: 20_000 }).toBe(asOf + 30);
    expect([follower.headNumber, follower.asOf]).toEqual([before, asOf]);
    await follower.unsubscribe(stuck);
    await untilTakenIn(api, number);
    await follower.unsubscribe(other);
  });

  it('comes back after its connection was cut', async () => {
    await api.dataSource.query(
      "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE application_name = 'accord-api follower' AND datname = current_database()",
    );
    const number = await log.run(context(), (change) => note(change, 'after the cut'));
    await untilTakenIn(api, number, 8_000);
  });
});
