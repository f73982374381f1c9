import { randomUUID } from 'node:crypto';
import { gzipSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { failureGroup, type Report, type ReportRow } from '@accord/contract';
import type { FailuresView } from '@accord/contract/http';
import { PolicyWorld, testContract, testJwk, type TestPlace } from '../bundles/testing/policy-world.js';
import { BOOTSTRAP_TOKEN, startTestApp, type TestApp } from '../platform/testing/test-app.js';

const ISSUER = 'https://auth.example.com';
const now = (): number => Math.floor(Date.now() / 1000);

let api: TestApp;
let other: TestApp;
let world: PolicyWorld;

beforeAll(async () => {
  api = await startTestApp();
  other = await api.replica();
  world = new PolicyWorld(api);
  await world.issuer(ISSUER, [testJwk('known-kid')]);
});

afterAll(async () => {
  await other.close();
  await api.close();
});

async function reporter(): Promise<{ place: TestPlace; secret: string }> {
  const place = await world.place();
  const { secret } = await world.credential(place);
  await world.publish(place, testContract([ISSUER]));
  return { place, secret };
}

function row(more: Partial<ReportRow> = {}): ReportRow {
  return {
    mode: 'enforced',
    outcome: 'accepted',
    issuer: ISSUER,
    kid: 'known-kid',
    alg: 'EdDSA',
    contract_version: 1,
    count: 5,
    ...more,
  };
}

function report(more: Partial<Report> = {}): Report {
  return {
    instance: randomUUID(),
    sequence: 0,
    window: { start: now() - 60, end: now() },
    applied: 1,
    rows: [row()],
    notes: [],
    dropped: 0,
    ...more,
  };
}

async function send(
  secret: string,
  body: unknown,
  { to = api, headers = {} }: { to?: TestApp; headers?: Record<string, string> } = {},
): Promise<{ status: number; body: Record<string, unknown> }> {
  const response = await fetch(`${to.url}/v1/reports`, {
    method: 'POST',
    headers: { authorization: `Bearer ${secret}`, 'content-type': 'application/json', ...headers },
    body: typeof body === 'string' || body instanceof Uint8Array ? body : JSON.stringify(body),
  });
  return { status: response.status, body: (await response.json()) as Record<string, unknown> };
}

async function failures({ service }: TestPlace, more = ''): Promise<FailuresView> {
  const range = `from=${now() - 8 * 86_400}&to=${now() + 60}`;
  const answer = await api.request<FailuresView>('GET', `/v1/failures?${range}&service=${service}${more}`);
  expect(answer.status).toBe(200);
  return answer.body;
}

const counts = (view: FailuresView): Record<string, number> =>
  Object.fromEntries(view.totals.map((total) => [total.outcome, total.count]));

describe('a report', () => {
  it('is acknowledged after its counts can be read, packed or plain', async () => {
    const { place, secret } = await reporter();
    const plain = await send(secret, report());
    expect(plain).toEqual({ status: 202, body: { next_report_after_seconds: 60 } });
    const packed = gzipSync(
      JSON.stringify(report({ rows: [row({ outcome: 'wrong_aud', count: 2 })], dropped: 3 })),
    );
    expect((await send(secret, packed, { headers: { 'content-encoding': 'gzip' } })).status).toBe(202);
    const view = await failures(place);
    expect(counts(view)).toEqual({ accepted: 5, wrong_aud: 2 });
    expect(view.dropped).toBe(3);
    expect(view.totals[0]).toMatchObject({ service: place.service, environment: place.environment });
  });

  it('counts once, however often and wherever it is repeated at once', async () => {
    const { place, secret } = await reporter();
    const reports = Array.from({ length: 10 }, (_, sequence) =>
      report({ sequence, rows: [row({ count: 1 + sequence }), row({ outcome: 'token_expired', count: 1 })] }),
    );
    const sent = reports.flatMap((one) => [one, one, one, one, one]);
    const answers = await Promise.all(
      sent.map((one, index) => send(secret, one, { to: index % 2 === 0 ? api : other })),
    );
    expect(new Set(answers.map((answer) => answer.status))).toEqual(new Set([202]));
    expect(counts(await failures(place))).toEqual({ accepted: 55, token_expired: 10 });
  });

  it('counts once though a repeat shows another window', async () => {
    const { place, secret } = await reporter();
    const first = report();
    const repeat = { ...first, window: { start: first.window.start - 86_400, end: first.window.end } };
    await Promise.all([send(secret, first), send(secret, repeat, { to: other }), send(secret, repeat)]);
    expect(counts(await failures(place))).toEqual({ accepted: 5 });
  });

  it('counts once though a repeat at once spells the instance in upper case and shows another window', async () => {
    const { place, secret } = await reporter();
    const sent = Array.from({ length: 20 }, (_, sequence) => report({ sequence })).flatMap((first) => {
      const window = { ...first.window, start: first.window.start - 3_600 };
      return [
        send(secret, first),
        send(secret, { ...first, instance: first.instance.toUpperCase(), window }, { to: other }),
      ];
    });
    await Promise.all(sent);
    expect(counts(await failures(place))).toEqual({ accepted: 20 * 5 });
  });

  it('keeps nothing that no bundle of the service knows, and loses no count', async () => {
    const { place, secret } = await reporter();
    const rows = [
      row({ kid: 'known-kid', outcome: 'bad_signature', count: 1 }),
      row({ kid: 'alice@example.com', outcome: 'bad_signature', count: 2 }),
      row({ kid: 'bob@example.com', outcome: 'bad_signature', count: 3 }),
      row({ kid: 'other', outcome: 'bad_signature', count: 4 }),
      row({ issuer: 'https://evil.example', alg: 'HS256', outcome: 'bad_signature', count: 5 }),
    ];
    const notes = [
      { note: 'forbidden_claim', value: 'email', count: 1 },
      { note: 'forbidden_claim', value: 'alice@example.com', count: 2 },
      { note: 'route_unmatched', count: 3 },
    ] as const;
    expect((await send(secret, report({ rows, notes: [...notes] }))).status).toBe(202);
    const stored = await api.dataSource.query<Record<string, unknown>[]>(
      'SELECT issuer, kid, alg, count FROM verdict_counts WHERE service_id = $1 ORDER BY count',
      [place.serviceId],
    );
    expect(stored).toEqual([
      { issuer: ISSUER, kid: 'known-kid', alg: 'EdDSA', count: 1 },
      { issuer: ISSUER, kid: 'other', alg: 'EdDSA', count: 4 },
      { issuer: ISSUER, kid: 'unknown', alg: 'EdDSA', count: 5 },
      { issuer: 'unknown', kid: 'known-kid', alg: 'unknown', count: 5 },
    ]);
    const view = await failures(place);
    expect(counts(view)).toEqual({ bad_signature: 15 });
    expect(view.notes.map(({ note, value, count }) => [note, value, count])).toEqual([
      ['route_unmatched', null, 3],
      ['forbidden_claim', 'unknown', 2],
      ['forbidden_claim', 'email', 1],
    ]);
  });

  it.each([
    [
      'too old',
      { window: { start: now() - 8 * 86_400, end: now() - 8 * 86_400 + 60 } },
      422,
      'window_too_old',
    ],
    ['from the future', { window: { start: now(), end: now() + 3600 } }, 422, 'window_in_future'],
    ['of an unknown outcome', { rows: [{ ...row(), outcome: 'alice' }] }, 422, 'validation_failed'],
    ['with a token in it', { token: 'eyJ' }, 422, 'validation_failed'],
  ])('that is %s is refused', async (_what, more, status, code) => {
    const { secret } = await reporter();
    const answer = await send(secret, { ...report(), ...more });
    expect([answer.status, answer.body['code']]).toEqual([status, code]);
  });

  it.each([
    ['too large when packed', Buffer.alloc(65 * 1024, 'x'), 413],
    ['a bomb', gzipSync(Buffer.alloc(50_000_000)), 413],
    ['no gzip', 'plain', 400],
    ['no JSON', gzipSync('{'), 400],
  ])('that is %s is refused', async (_what, body, status) => {
    const { secret } = await reporter();
    expect((await send(secret, body, { headers: { 'content-encoding': 'gzip' } })).status).toBe(status);
  });

  it('without a live credential is refused', async () => {
    expect((await send('acc_sc_nobody', report())).status).toBe(401);
  });
});

describe('failures', () => {
  it('add up over buckets, dimensions and filters', async () => {
    const { place, secret } = await reporter();
    const instance = randomUUID();
    const refused = [
      row({ outcome: 'wrong_aud', count: 7 }),
      row({ outcome: 'token_expired', count: 4 }),
      row({ outcome: 'wrong_aud', mode: 'report_only', count: 100 }),
    ];
    const early = now() - 7200;
    await send(secret, report({ instance, rows: refused, window: { start: early, end: early + 60 } }));
    await send(
      secret,
      report({ instance, sequence: 1, rows: [row({ count: 9 }), row({ outcome: 'wrong_aud' })] }),
    );
    const view = await failures(place);
    expect(view.buckets.length).toBeLessThanOrEqual(201);
    const sum = (of: 'accepted' | 'refused'): number =>
      view.buckets.reduce((total, bucket) => total + bucket[of], 0);
    expect([sum('accepted'), sum('refused')]).toEqual([9, 16]);
    expect(counts(view)).toEqual({ accepted: 9, wrong_aud: 12, token_expired: 4 });
    expect(view.totals.find((total) => total.outcome === 'wrong_aud')?.verified).toBe(true);
    expect(view.facets['reason']).toEqual([
      { value: 'wrong_aud', count: 12 },
      { value: 'token_expired', count: 4 },
    ]);
    expect(view.facets['instance']).toEqual([{ value: instance, count: 16 }]);
    const one = await failures(place, '&reason=token_expired&group_by=kid');
    expect(counts(one)).toEqual({ accepted: 9, token_expired: 4 });
    expect(one.buckets.filter((bucket) => bucket.refused > 0).map((bucket) => bucket.series)).toEqual([
      { 'known-kid': 4 },
    ]);
    expect(view.markers.map((marker) => marker.action)).toContain('contract.published');
  });

  it('refuses a range that makes no sense', async () => {
    const answer = await api.request('GET', `/v1/failures?from=${now()}&to=${now()}`);
    expect([answer.status, answer.body['code']]).toEqual([400, 'range_invalid']);
  });
});

describe('the counts of failures', () => {
  it('can be narrowed down by group, version and SDK, and handed out as CSV', async () => {
    const { place, secret } = await reporter();
    const instance = randomUUID();
    await api.dataSource.query(
      `INSERT INTO instances (service_id, environment_id, instance, first_seen_at, last_seen_at, sdk)
       SELECT s.id, e.id, $3, $4, $4, '=cmd/1.0' FROM services s, environments e WHERE s.name = $1 AND e.name = $2`,
      [place.service, place.environment, instance, now()],
    );
    const rows = [
      row({ count: 9 }),
      row({ outcome: 'wrong_aud', count: 2 }),
      row({ outcome: 'token_expired', count: 3, contract_version: 2 }),
    ];
    expect((await send(secret, report({ instance, rows }))).status).toBe(202);
    expect((await send(secret, report({ rows: [row({ outcome: 'wrong_aud', count: 4 })] }))).status).toBe(
      202,
    );
    const all = await failures(place);
    expect(all.facets['sdk']).toEqual([
      { value: '=cmd/1.0', count: 5 },
      { value: 'unknown', count: 4 },
    ]);
    expect(all.facets['group']?.reduce((sum, { count }) => sum + count, 0)).toBe(9);
    const group = failureGroup('token_expired');
    expect(counts(await failures(place, `&group=${group}`))).toMatchObject({ token_expired: 3 });
    expect(counts(await failures(place, '&sdk=unknown'))).toEqual({ wrong_aud: 4 });
    expect(counts(await failures(place, '&contract_version=2'))).toEqual({ token_expired: 3 });

    const range = `from=${now() - 3600}&to=${now() + 60}&service=${place.service}&group_by=sdk`;
    const answer = await fetch(`${api.url}/v1/failures.csv?${range}`, {
      headers: { authorization: `Bearer ${BOOTSTRAP_TOKEN}` },
    });
    expect(answer.headers.get('content-type')).toContain('text/csv');
    const text = await answer.text();
    expect(text).toContain("refused,sdk,'=cmd/1.0,5\r\n");
    expect(text).toContain('accepted,,,9\r\n');
  });
});
