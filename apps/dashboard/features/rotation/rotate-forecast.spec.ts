import { describe, expect, it } from 'vitest';
import { rotateForecast } from './rotate-forecast';
import { NOW, blocker, key, viewOf } from './rotation-view.fixture';

const LEAD = 300;
const active = key('active', { published_at: NOW - 8_000, activated_at: NOW - 7_000 });
const standby = key('published', { published_at: NOW - 7_000, activate_after: NOW - 6_700 });
const fresh = key('published', { published_at: NOW - 100, activate_after: NOW + 200 });

const forecast = (keys: Parameters<typeof viewOf>[0], blockers: ReturnType<typeof blocker>[] = []) =>
  rotateForecast(viewOf(keys, { blockers }), { alg: 'ES256', lead: LEAD, now: NOW });

describe('rotateForecast', () => {
  it('waits for the standby that is made because none would be left', () => {
    expect(forecast([active, standby])).toEqual({
      standby,
      makesAnother: true,
      activeAt: NOW + LEAD,
      lastGuard: 'reserve',
      waitsFor: [],
    });
  });

  it('waits for the rest of the lead of the standby that would be left', () => {
    expect(forecast([active, fresh, standby])).toMatchObject({
      standby,
      makesAnother: false,
      activeAt: NOW + 200,
      lastGuard: 'reserve',
    });
  });

  it('waits for no clock when both standbys are old enough', () => {
    const second = key('published', { published_at: NOW - 6_000, activate_after: NOW - 5_700 });
    expect(forecast([active, second, standby])).toMatchObject({ activeAt: NOW, lastGuard: null });
  });

  it('waits for the lead of the key itself where there is no standby', () => {
    expect(forecast([active])).toMatchObject({ standby: null, activeAt: NOW + LEAD, lastGuard: 'lead' });
  });

  it('takes the present lead where it has grown since the publication', () => {
    const hasty = key('published', { published_at: NOW - 100, activate_after: NOW - 50 });
    expect(forecast([active, hasty, { ...fresh, published_at: NOW - 100 }]).activeAt).toBe(NOW + LEAD - 100);
  });

  it('respects what else its activation waits for, and leaves out what rotating now ends', () => {
    const mine = { kid: standby.kid, transition: 'activate' };
    const freeze = blocker('freeze', { ...mine, until: NOW + 9_000 });
    const hold = blocker('hold', mine);
    const notDue = blocker('not_due', { ...mine, until: NOW + 99_000 });
    const foreign = blocker('hold', { kid: 'other', transition: 'activate', until: NOW + 99_000 });
    expect(forecast([active, fresh, standby], [notDue, freeze, hold, foreign])).toMatchObject({
      activeAt: NOW + 9_000,
      lastGuard: 'other',
      waitsFor: [freeze, hold],
    });
  });
});
