import type {
  AuditEventPage,
  IssuerView,
  ProblemDetails,
  RotationOverview,
  RotationView,
  ScheduleView,
} from '@accord/contract/http';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { withDescribedAnswers } from '../platform/testing/described-answers.js';
import { MovableClock, startTestApp, type TestApp } from '../platform/testing/test-app.js';
import { logLength } from '../services/testing/logged-events.js';

const NOW = 1_795_440_000;
const DAY = 86_400;
const TEN_YEARS = 315_360_000;

let app: TestApp;

beforeAll(async () => {
  const clock = new MovableClock(NOW * 1000);
  app = await withDescribedAnswers(await startTestApp({ clock }, { ACCORD_ROTATION_TICK_SECONDS: '3600' }));
});

afterAll(async () => {
  await app.close();
});

function create(name: string, more: object = {}) {
  const issuer = `https://${name}.example.test`;
  const body = { kind: 'managed', name, issuer, algorithms: ['ES256'], ...more };
  return app.request<ProblemDetails>('POST', '/v1/issuers', { body });
}

async function scheduleOf(name: string, alg: string): Promise<ScheduleView> {
  return (await app.request<ScheduleView>('GET', `/v1/issuers/${name}/schedule?alg=${alg}`)).body;
}

function put(name: string, { version, settings, inputs }: ScheduleView, more: object) {
  return app.request<ScheduleView & ProblemDetails>('PUT', `/v1/issuers/${name}/schedule`, {
    headers: { 'if-match': `"${version}"` },
    body: { settings, inputs, reason: 'a test', ...more },
  });
}

async function activeKid(name: string): Promise<string> {
  const { body } = await app.request<RotationView>('GET', `/v1/issuers/${name}/rotation`);
  return body.keys.find(({ state }) => state === 'active')?.kid ?? '';
}

function actOn(name: string, action: string, more: object = {}) {
  const body = { reason: 'a test', ...more };
  return app.request<ProblemDetails>('POST', `/v1/issuers/${name}/${action}`, { body });
}

async function reportActive(name: string, more: object) {
  return actOn(name, `keys/${await activeKid(name)}/compromise`, more);
}

async function pagesOf(name: string): Promise<number[]> {
  const paths = ['', '.csv', '.ics'].map((ending) => `/v1/issuers/${name}/rotation${ending}`);
  const answers = [];
  for (const path of ['/v1/rotation', ...paths]) answers.push((await app.request('GET', path)).status);
  return answers;
}

describe('the longest duration', () => {
  it('is refused beyond ten years: no page could show what follows from it', async () => {
    const answer = await create('endless', { interval_seconds: Number.MAX_SAFE_INTEGER });
    expect([answer.status, answer.body.code]).toEqual([422, 'validation_failed']);
    expect(answer.body.errors).toEqual([
      {
        in: 'body',
        path: ['interval_seconds'],
        code: 'too_big',
        message: 'give at most 315360000 s, ten years',
      },
    ]);
    expect((await app.request<RotationOverview>('GET', '/v1/rotation')).status).toBe(200);
  });

  it('is shown on every page, beside a freeze without an end in sight', async () => {
    const longest = { max_token_lifetime_seconds: TEN_YEARS, signer_switch_seconds: TEN_YEARS };
    expect((await create('patient', { interval_seconds: TEN_YEARS, rotation: longest })).status).toBe(201);
    expect(await pagesOf('patient')).toEqual([200, 200, 200, 200]);
    const schedule = await scheduleOf('patient', 'ES256');
    const freezes = [{ from: NOW, until: 253_402_300_799, reason: 'for good' }];
    expect((await put('patient', schedule, { settings: { ...schedule.settings, freezes } })).status).toBe(
      200,
    );
    expect(await pagesOf('patient')).toEqual([200, 200, 200, 200]);
    const { body: calendar } = await app.request<string>('GET', '/v1/issuers/patient/rotation.ics');
    const starts = calendar.match(/^DTSTART:.*$/gm) ?? [];
    expect(starts.filter((line) => !/^DTSTART:\d{8}T\d{6}Z\r?$/.test(line))).toEqual([]);
  });
});

describe('reporting a compromise', () => {
  const cutOffOf = async () => (await app.request<IssuerView>('GET', '/v1/issuers/breach')).body.not_before;
  const eventsOf = async () => {
    const path = '/v1/audit-events?object_kind=issuer&object=breach';
    const { body } = await app.request<AuditEventPage>('GET', path);
    return body.items.map(({ action }) => action);
  };

  async function report(notBefore: number | 'now'): Promise<void> {
    const answer = await reportActive('breach', { not_before: notBefore });
    expect(answer.status, JSON.stringify(answer.body)).toBe(200);
  }

  it('sets a cut-off and moves it on, and never lets in again what one refuses', async () => {
    await create('breach');
    await report(NOW - 2 * DAY);
    expect(await cutOffOf()).toBe(NOW - 2 * DAY);
    await report('now');
    expect(await cutOffOf()).toBe(NOW);
    const before = await eventsOf();
    expect(before).toEqual(['issuer.cut_off', 'issuer.cut_off', 'issuer.created']);

    await report(NOW - DAY);
    await report(NOW);
    expect(await cutOffOf()).toBe(NOW);
    expect(await eventsOf()).toEqual(before);
  });

  it('refuses a cut-off to come as the issuer itself does, and leaves the key alone', async () => {
    const answer = await reportActive('breach', { not_before: NOW + DAY });
    expect([answer.status, answer.body.code]).toEqual([422, 'time_to_come']);
    expect(await cutOffOf()).toBe(NOW);
  });

  it('of the same key again says in a sentence that it is done', async () => {
    const kid = await activeKid('breach');
    expect((await actOn('breach', `keys/${kid}/compromise`)).status).toBe(200);
    const again = await actOn('breach', `keys/${kid}/compromise`);
    expect([again.status, again.body.detail]).toEqual([
      409,
      'The key was reported compromised already. That is final: nothing more can be done with it.',
    ]);
  });
});

describe('the inputs that all algorithms of an issuer share', () => {
  it('are not overwritten by whoever looked at another algorithm before they changed', async () => {
    await create('shared', { algorithms: ['ES256', 'EdDSA'] });
    const [first, second] = [await scheduleOf('shared', 'ES256'), await scheduleOf('shared', 'EdDSA')];
    const inputs = { ...first.inputs, distribution_seconds: 50 };
    expect((await put('shared', first, { inputs })).status).toBe(200);
    expect((await put('shared', second, {})).body).toMatchObject({ code: 'edit_conflict' });
    expect((await scheduleOf('shared', 'EdDSA')).inputs.distribution_seconds).toBe(50);
  });

  it('stand in nobody’s way while they stay', async () => {
    const [first, second] = [await scheduleOf('shared', 'ES256'), await scheduleOf('shared', 'EdDSA')];
    expect((await put('shared', first, { settings: { ...first.settings, paused: true } })).status).toBe(200);
    expect((await put('shared', second, { settings: { ...second.settings, paused: true } })).status).toBe(
      200,
    );
  });
});

describe('what an issuer does not have', () => {
  it('is not found, whichever command asks for it', async () => {
    await create('single');
    const answers = [
      await actOn('single', 'rotate', { alg: 'RS256' }),
      ...(await Promise.all(
        ['activate', 'deactivate', 'remove', 'compromise', 'hold'].map((verb) =>
          actOn('single', `keys/unknown/${verb}`, verb === 'hold' ? { hold: true } : {}),
        ),
      )),
    ];
    expect(answers.map(({ status, body }) => [status, body.code])).toEqual(
      answers.map(() => [404, 'not_found']),
    );
    expect(answers[0]?.body.detail).toContain('There is no schedule for RS256');
  });
});

describe('what is as it was asked to be', () => {
  const length = () => logLength(app);

  it('is held a second time without an event, and released a second time without one', async () => {
    await create('still');
    const hold = async (on: boolean) => actOn('still', `keys/${await activeKid('still')}/hold`, { hold: on });
    for (const on of [true, false]) {
      expect((await hold(on)).status).toBe(200);
      const before = await length();
      expect((await hold(on)).status).toBe(200);
      expect(await length()).toBe(before);
    }
  });

  it('keeps the version of its schedule', async () => {
    const schedule = await scheduleOf('still', 'ES256');
    const before = await length();
    const again = await put('still', schedule, {});
    expect([again.status, again.body.version]).toEqual([200, schedule.version]);
    expect(await length()).toBe(before);
  });

  it('says of a schedule as it was shown which members cannot be set', async () => {
    const schedule = await scheduleOf('still', 'ES256');
    const refused = await put('still', schedule, { ...schedule });
    expect([refused.status, refused.body.errors]).toMatchObject([
      422,
      [{ path: ['bounds'] }, { path: ['bounds_input'] }, { path: ['version'] }],
    ]);
  });
});
