import { Baseline } from '@accord/contract';
import { describe, expect, it } from 'vitest';
import { BASELINE_FIELDS, baselineChanges, baselineFindings } from './baseline-fields';

describe('the form over the baseline', () => {
  it('has every member of the schema, with label and help from it', () => {
    expect(BASELINE_FIELDS.map(({ name }) => name)).toEqual(Object.keys(Baseline.shape));
    for (const { name, title, description } of BASELINE_FIELDS) {
      expect(title).not.toBe(name);
      expect(description.length).toBeGreaterThan(5);
    }
  });

  it('says at the member what is wrong', () => {
    const findings = baselineFindings({ max_lifetime_seconds: 'soon', algorithms: [] });
    expect(findings.map(({ path }) => path)).toEqual([['algorithms'], ['max_lifetime_seconds']]);
    expect(baselineFindings({})).toEqual([]);
  });
});

describe('what changes', () => {
  it('is told in words, and defaults count as what they mean', () => {
    expect(baselineChanges({}, { max_lifetime_seconds: 600, required_claims: ['jti'] })).toEqual([
      { label: 'Ceiling of the lifetime', from: '3,600', to: '600' },
      { label: 'Claims that every contract requires', from: 'none', to: 'jti' },
    ]);
    expect(baselineChanges({}, Baseline.parse({}))).toEqual([]);
  });

  it('is nothing when only the order of a list differs', () => {
    expect(baselineChanges({ algorithms: ['ES256', 'PS256'] }, { algorithms: ['PS256', 'ES256'] })).toEqual(
      [],
    );
  });
});
