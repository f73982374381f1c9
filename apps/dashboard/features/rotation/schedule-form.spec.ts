import type { ScheduleView } from '@accord/contract/http';
import { describe, expect, it } from 'vitest';
import {
  bodyOf,
  boundsOf,
  changesBetween,
  fieldErrors,
  inFormWords,
  valuesOf,
  type ScheduleValues,
} from './schedule-form';
import { EMPTY_FREEZE, EMPTY_VERIFIER } from './schedule-rows';

const inputs = {
  distribution_seconds: 5,
  clock_error_seconds: 2,
  signer_switch_seconds: 60,
  max_token_lifetime_seconds: 3600,
  clock_tolerance_seconds: 60,
};
const view: ScheduleView = {
  settings: {
    alg: 'ES256',
    interval_seconds: 7_776_000,
    jitter_seconds: 0,
    prepublish_seconds: null,
    overlap_seconds: null,
    rollback_window_seconds: 86_400,
    freezes: [{ from: 1, until: 2, reason: 'sale' }],
    acknowledgement: { share_percent: 100, wait_seconds: 3600 },
    paused: false,
  },
  inputs: { ...inputs, plain_verifiers: [] },
  bounds: {
    prepublish_seconds: 161,
    overlap_seconds: 3724,
    exposure_seconds: 157,
    set_by: { prepublish: 'Accord validators', exposure: 'Accord validators' },
  },
  bounds_input: {
    ...inputs,
    verifiers: [
      {
        name: 'Accord validators',
        copy_age_seconds: 152,
        refetches_on_miss: false,
        cooldown_seconds: 0,
        negative_cache_seconds: 0,
      },
    ],
  },
  version: 3,
};

const typed = (texts: Record<string, string>): ScheduleValues => {
  const values = valuesOf(view);
  return { ...values, texts: { ...values.texts, ...texts } };
};

describe('the schedule form', () => {
  it('sends back what it was given when nothing is touched', () => {
    const body = bodyOf(view, valuesOf(view), 'why');
    expect(body).toEqual({ settings: view.settings, inputs: view.inputs, reason: 'why' });
  });

  it('takes an empty lead as the minimum, and nested settings to their place', () => {
    const body = bodyOf(
      view,
      typed({ 'settings.prepublish_seconds': '600', 'settings.acknowledgement.share_percent': '90' }),
      'why',
    );
    expect(body?.settings).toMatchObject({
      prepublish_seconds: 600,
      overlap_seconds: null,
      acknowledgement: { share_percent: 90, wait_seconds: 3600 },
    });
  });

  it.each(['1.5', '-1', 'ten', ''])('refuses "%s" where whole seconds are needed', (text) => {
    const values = typed({ 'settings.interval_seconds': text });
    expect(fieldErrors(view, values)).toEqual({ 'settings.interval_seconds': 'Give whole seconds.' });
    expect(bodyOf(view, values, 'why')).toBeNull();
  });

  it('says how much a field takes, so that nothing is refused in silence', () => {
    expect(fieldErrors(view, typed({ 'inputs.clock_error_seconds': '' }))).toEqual({
      'inputs.clock_error_seconds': 'Give whole seconds.',
    });
    const values = typed({
      'settings.interval_seconds': '0',
      'settings.acknowledgement.share_percent': '101',
      'inputs.clock_tolerance_seconds': '301',
    });
    expect(fieldErrors(view, values)).toEqual({
      'settings.interval_seconds': 'Give at least 1.',
      'settings.acknowledgement.share_percent': 'Give at most 100.',
      'inputs.clock_tolerance_seconds': 'Give at most 300.',
    });
    expect(bodyOf(view, values, 'why')).toBeNull();
    expect(fieldErrors(view, typed({}))).toEqual({});
  });

  it('tells a refusal of the API in the words of the form', () => {
    expect(inFormWords('prepublish_seconds is 1 and must be at least 161, set by Accord validators.')).toBe(
      'Lead is 1 and must be at least 161, set by Accord validators.',
    );
  });

  it('computes the minima under the inputs that stand in the form', () => {
    expect(boundsOf(view, valuesOf(view))).toMatchObject({ prepublishSeconds: 161, overlapSeconds: 3724 });
    expect(
      boundsOf(
        view,
        typed({ 'inputs.distribution_seconds': '305', 'inputs.max_token_lifetime_seconds': '60' }),
      ),
    ).toMatchObject({
      prepublishSeconds: 461,
      overlapSeconds: 184,
      setBy: { prepublish: 'Accord validators' },
    });
  });

  it('computes the minima while another setting is no number, and none from inputs that are none', () => {
    expect(boundsOf(view, typed({ 'settings.interval_seconds': 'soon' }))).toMatchObject({
      prepublishSeconds: 161,
    });
    expect(boundsOf(view, typed({ 'inputs.clock_error_seconds': '' }))).toBeNull();
  });

  const frozen = { from: '2026-12-20T00:00', until: '2027-01-04T08:30:15', reason: ' year end ' };
  const mesh = {
    name: 'mesh',
    copy_age_seconds: '1200',
    refetches_on_miss: false,
    cooldown_seconds: '0',
    negative_cache_seconds: '0',
  };

  it('shows the freezes and the verifiers without the SDK, and sends what their rows hold', () => {
    expect(valuesOf(view).freezes).toEqual([
      { from: '1970-01-01T00:00:01', until: '1970-01-01T00:00:02', reason: 'sale' },
    ]);
    const body = bodyOf(view, { ...valuesOf(view), freezes: [frozen], verifiers: [mesh] }, 'why')!;
    expect(body.settings.freezes).toEqual([
      { from: 1_797_724_800, until: 1_799_051_415, reason: 'year end' },
    ]);
    expect(body.inputs.plain_verifiers).toEqual([
      {
        name: 'mesh',
        copy_age_seconds: 1200,
        refetches_on_miss: false,
        cooldown_seconds: 0,
        negative_cache_seconds: 0,
      },
    ]);
    expect(valuesOf({ ...view, ...body }).verifiers).toEqual([mesh]);
  });

  it('refuses a freeze that ends before it begins, and rows that lack something, at their fields', () => {
    const freezes = [{ ...frozen, until: '2026-12-19T00:00' }, EMPTY_FREEZE];
    const values = { ...valuesOf(view), freezes, verifiers: [EMPTY_VERIFIER] };
    expect(bodyOf(view, values, 'why')).toBeNull();
    expect(fieldErrors(view, values)).toEqual({
      'settings.freezes.0.until': 'The end must lie after the beginning.',
      'settings.freezes.1.from': 'Give a date and a time.',
      'settings.freezes.1.until': 'Give a date and a time.',
      'settings.freezes.1.reason': 'Fill this in.',
      'inputs.plain_verifiers.0.name': 'Fill this in.',
      'inputs.plain_verifiers.0.copy_age_seconds': 'Give whole seconds.',
    });
    const many = { ...valuesOf(view), freezes: Array.from({ length: 101 }, () => frozen) };
    expect(fieldErrors(view, many)).toEqual({ 'settings.freezes': 'Give at most 100.' });
  });

  it('computes the minima with the verifiers without the SDK that stand in the form, no longer with removed ones', () => {
    const added = { ...valuesOf(view), verifiers: [mesh] };
    const bounds = { prepublishSeconds: 1209, setBy: { prepublish: 'mesh' } };
    expect(boundsOf(view, added)).toMatchObject(bounds);
    const { inputs: saved } = bodyOf(view, added, 'why')!;
    const verifiers = [...view.bounds_input.verifiers, ...saved.plain_verifiers];
    const after = { ...view, inputs: saved, bounds_input: { ...view.bounds_input, verifiers } };
    expect(boundsOf(after, valuesOf(after))).toMatchObject(bounds);
    expect(boundsOf(after, valuesOf(view))).toMatchObject({ prepublishSeconds: 161 });
  });

  it('names what somebody else changed', () => {
    const after = {
      ...view,
      settings: {
        ...view.settings,
        interval_seconds: 86_400,
        overlap_seconds: 4000,
        paused: true,
        freezes: [],
      },
    };
    expect(changesBetween(view, after)).toEqual([
      { label: 'Interval', from: '7776000', to: '86400' },
      { label: 'Overlap', from: 'the minimum', to: '4000' },
      { label: 'Paused', from: 'no', to: 'yes' },
      {
        label: 'Freezes',
        from: 'sale (1970-01-01 00:00:01 to 1970-01-01 00:00:02 UTC)',
        to: 'none',
      },
    ]);
  });
});
