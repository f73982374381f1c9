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

  it('names what somebody else changed', () => {
    const after = {
      ...view,
      settings: { ...view.settings, interval_seconds: 86_400, overlap_seconds: 4000, paused: true },
    };
    expect(changesBetween(view, after)).toEqual([
      { label: 'Interval', from: '7776000', to: '86400' },
      { label: 'Overlap', from: 'the minimum', to: '4000' },
      { label: 'Paused', from: 'no', to: 'yes' },
    ]);
  });
});
