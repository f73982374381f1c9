import { describe, expect, it } from 'vitest';
import { makeTestBundle } from '../testing/bundle.js';
import { makeTestBundleKey } from '../testing/bundle-key.js';
import { makeTestIssuer } from '../testing/issuer.js';
import { openBundle, type OpenBundleOptions } from './open-bundle.js';

const key = makeTestBundleKey();
const issuer = makeTestIssuer({ claims: { aud: 'https://api.example.com' } });
const payload = makeTestBundle({
  contract: {
    schema: 1,
    issuers: [{ issuer: issuer.issuer, algorithms: ['ES256'] }],
    audiences: ['https://api.example.com'],
    token_type: { typ: ['at+jwt'] },
  },
  issuers: [issuer],
  changes: { version: 7, service: 'payments', environment: 'production' },
});
const open = (jws: string, more: Partial<OpenBundleOptions> = {}) =>
  openBundle(jws, { trustKeys: [key.trustKey], clock: () => Math.floor(Date.now() / 1000), ...more });

describe('a signed bundle that is opened by hand', () => {
  it('judges as the one that a validator polled', () => {
    const policy = open(`${key.sign(payload)}\n`, { service: 'payments', minVersion: 7 });
    expect(policy.bundleVersion).toBe(7);
    expect(policy.verify(issuer.token({})).ok).toBe(true);
    expect(policy.verify(makeTestIssuer().token({ aud: 'https://api.example.com' }))).toMatchObject({
      ok: false,
      reason: 'bad_signature',
    });
  });

  it.each<[code: string, jws: string, more: Partial<OpenBundleOptions>]>([
    ['bundle_malformed', 'no bundle', {}],
    ['bundle_malformed', JSON.stringify(payload), {}],
    ['bundle_type_wrong', key.sign(payload, { typ: 'JWT' }), {}],
    ['bundle_key_unknown', makeTestBundleKey('another').sign(payload), {}],
    ['bundle_signature_invalid', makeTestBundleKey().sign(payload), {}],
    ['bundle_schema_unknown', key.sign({ ...payload, schema: 2 }), {}],
    ['service_mismatch', key.sign(payload), { service: 'orders' }],
    ['environment_mismatch', key.sign(payload), { environment: 'staging' }],
    ['version_rollback', key.sign(payload), { minVersion: 8 }],
    ['contract_invalid', key.sign({ ...payload, contract: { ...payload.contract, issuers: [] } }), {}],
  ])('is refused with %s', (code, jws, more) => {
    expect(() => open(jws, more)).toThrow(expect.objectContaining({ name: 'BundleRefused', code }));
  });

  it('is opened with pinned keys only', () => {
    expect(() => open(key.sign(payload), { trustKeys: [] })).toThrow('trustKeys is empty');
  });
});
