import type {
  CompromisePreview,
  CompromiseResult,
  ProblemDetails,
  RotationOverview,
  RotationView,
  ScheduleView,
} from '@accord/contract/http';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { csvLine } from '../platform/http/csv.js';
import { BOOTSTRAP_TOKEN, startTestApp, type TestApp } from '../platform/testing/test-app.js';

let app: TestApp;

beforeAll(async () => {
  app = await startTestApp({}, { ACCORD_ROTATION_TICK_SECONDS: '3600' });
  for (const name of ['calm', 'urgent']) {
    const { status } = await app.request('POST', '/v1/issuers', {
      body: {
        kind: 'managed',
        name,
        issuer: `https://${name}.example.test`,
        algorithms: ['ES256'],
        rotation: {
          plain_verifiers: [{ name: 'mesh', copy_age_seconds: 1200, refetches_on_miss: false }],
        },
      },
    });
    expect(status).toBe(201);
  }
});

afterAll(async () => {
  await app.close();
});

const view = async (name: string) =>
  (await app.request<RotationView>('GET', `/v1/issuers/${name}/rotation`)).body;

it('lists the issuer that needs a person first, and says why', async () => {
  const standby = (await view('urgent')).keys.find(({ state }) => state === 'published');
  await app.request('POST', `/v1/issuers/urgent/keys/${standby?.kid ?? ''}/hold`, {
    body: { hold: true, reason: 'audit' },
  });
  const { status, body } = await app.request<RotationOverview>('GET', '/v1/rotation');
  expect(status).toBe(200);
  expect(body.items.map(({ name }) => name)).toEqual(['urgent', 'calm']);
  expect(body.items[0]).toMatchObject({
    held_keys: 1,
    needs_person: [{ kid: standby?.kid, code: 'hold' }],
    // Nobody knows when the hold is released.
    next_activate_at: null,
    next_remove_at: null,
  });
  expect(body.items[1]?.needs_person).toEqual([]);
  expect(body.items[1]?.next_activate_at).toEqual(expect.any(Number));
});

it('holds no key that was reported as compromised', async () => {
  const held = (await view('urgent')).keys.find(({ hold_reason: reason }) => reason !== null);
  await app.request('POST', `/v1/issuers/urgent/keys/${held?.kid ?? ''}/compromise`, {
    body: { reason: 'leaked' },
  });
  const { body } = await app.request<RotationOverview>('GET', '/v1/rotation');
  expect(body.items.map((item) => item.held_keys)).toEqual([0, 0]);
  const denied = (await view('urgent')).keys.find(({ kid }) => kid === held?.kid);
  expect(denied).toMatchObject({ state: 'compromised', hold_reason: null });
});

it('says before what the compromise then does, and changes nothing by saying it', async () => {
  const before = await view('calm');
  const active = before.keys.find(({ state }) => state === 'active');
  const path = `/v1/issuers/calm/keys/${active?.kid ?? ''}/compromise`;
  const { body: preview } = await app.request<CompromisePreview>('GET', path);
  expect(preview).toMatchObject({
    replaces_signer: true,
    promotes_kid: before.keys.find(({ state }) => state === 'published')?.kid,
    exposure_set_by: 'mesh',
    verifiers: [{ name: 'mesh', instances: null, refuses_within_seconds: 1205 }],
  });
  expect(preview.key_not_found_seconds).toBeGreaterThan(0);
  expect((await view('calm')).keys).toEqual(before.keys);

  const { body: result } = await app.request<CompromiseResult>('POST', path, { body: { reason: 'leaked' } });
  expect(result.exposure_seconds).toBe(preview.exposure_seconds);
  expect(Math.abs(result.key_not_found_seconds - preview.key_not_found_seconds)).toBeLessThan(60);
  const again = await app.request<ProblemDetails>('GET', path);
  expect([again.status, again.body.code]).toEqual([409, 'rotation_blocked']);
});

it('refuses an unsafe schedule at its fields, with what the bounds were computed from', async () => {
  const path = '/v1/issuers/urgent/schedule';
  const { body: schedule } = await app.request<ScheduleView>('GET', `${path}?alg=ES256`);
  expect(schedule.bounds_input.verifiers.map(({ name }) => name)).toEqual(['Accord validators', 'mesh']);
  const { status, body } = await app.request<ProblemDetails>('PUT', path, {
    headers: { 'if-match': `"${schedule.version}"` },
    body: {
      settings: { ...schedule.settings, prepublish_seconds: 10, overlap_seconds: 20 },
      inputs: schedule.inputs,
      reason: 'hasty',
    },
  });
  expect([status, body.code]).toEqual([422, 'lead_too_short']);
  expect(body.errors?.map(({ path: at, code }) => [at.join('.'), code])).toEqual([
    ['settings.prepublish_seconds', 'lead_too_short'],
    ['settings.overlap_seconds', 'overlap_too_short'],
  ]);
  expect(body.errors?.[0]?.message).toContain(`at least ${schedule.bounds.prepublish_seconds}, set by mesh`);
});

it('hands out every step of the keys as CSV and as a calendar', async () => {
  const file = async (name: string) => {
    const answer = await fetch(`${app.url}/v1/issuers/urgent/${name}`, {
      headers: { authorization: `Bearer ${BOOTSTRAP_TOKEN}` },
    });
    expect(answer.status).toBe(200);
    expect(answer.headers.get('content-disposition')).toContain('attachment');
    return answer.text();
  };
  const { keys, schedules } = await view('urgent');
  const active = keys.find(({ state }) => state === 'active')?.kid ?? '';
  const standby = keys.find(({ state }) => state === 'published')?.kid ?? '';
  const csv = await file('rotation.csv');
  const lines = csv.split('\r\n');
  expect(lines[0]).toBe('at,when,event,alg,kid,issuer');
  // One kid in 64 begins with a hyphen, which the file disarms.
  expect(csv).toContain(`,${csvLine(['past', 'activated', 'ES256', active, 'urgent'])}`);
  // The turn of the standby, not the end of its lead, which was long ago.
  const turn = new Date((schedules[0]?.next_activate_at ?? 0) * 1000).toISOString();
  expect(csv).toContain(csvLine([turn, 'planned', 'activated', 'ES256', standby, 'urgent']));
  // The removal that follows the hand-over, as the schedule and the picture have it.
  const removal = new Date((schedules[0]?.next_remove_at ?? 0) * 1000).toISOString();
  expect(csv).toContain(csvLine([removal, 'planned', 'removed', 'ES256', active, 'urgent']));
  const calendar = (await file('rotation.ics')).replaceAll('\r\n ', '');
  expect(calendar).toContain(`UID:${standby}-ES256-activated@urgent.accord`);
  expect(calendar.match(/BEGIN:VEVENT/g)).toHaveLength(lines.length - 2);
});
