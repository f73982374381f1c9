import type { BundlePayload } from '@accord/contract';
import { makeBundle, makeContract, makeKey, numberedContract, TEST_ISSUER } from '@accord/testing';
import { describe, expect, it } from 'vitest';
import { BundleRefused } from './bundle-refused.js';
import { compile } from './compile.js';

const key = makeKey('RS256', 'key-1');
const bundle = makeBundle({ keys: [key] });
const clock = (): number => 1_795_440_000;

function refusalOf(payload: unknown): { code: string; path: string; message: string } {
  try {
    compile(payload, { clock });
  } catch (error) {
    if (error instanceof BundleRefused) return error;
    throw error;
  }
  throw new Error('the bundle was compiled');
}
const withoutAlg = (): BundlePayload => {
  const { alg: _alg, ...jwk } = key.publicJwk;
  const issuers = bundle.issuers.map((entry) => ({ ...entry, jwks: { keys: [jwk] } }));
  return { ...bundle, issuers };
};
const allowing = (...algorithms: ('RS256' | 'PS256' | 'ES256')[]): BundlePayload['contract'] =>
  numberedContract(makeContract(key, { issuers: [{ issuer: TEST_ISSUER, algorithms }] }), 7);

describe('compile', () => {
  it('tells what it put into force', () => {
    expect(compile(bundle, { clock })).toMatchObject({
      service: 'payments',
      environment: 'production',
      bundleVersion: 4211,
      issuedAt: 1_795_440_000,
      contractVersion: 7,
      contractHash: bundle.contract.hash,
      shadowVersion: null,
      enforcement: 'enforce',
      staleness: { softSeconds: 900, hardSeconds: null },
      hints: { poll_seconds: 30, long_poll_seconds: 30, report_seconds: 60 },
    });
  });

  it.each([
    ['a schema from the future', { ...bundle, schema: 2, more: 1 }, 'bundle_schema_unknown', 'schema'],
    ['no object', null, 'bundle_malformed', ''],
    ['text', 'bundle', 'bundle_malformed', ''],
    ['an unknown member', { ...bundle, extra: 1 }, 'bundle_malformed', ''],
    ['no contract', { ...bundle, contract: undefined }, 'bundle_malformed', 'contract'],
    [
      'a contract without audience',
      { ...bundle, contract: { ...bundle.contract, audiences: [] } },
      'contract_invalid',
      'contract.audiences',
    ],
    [
      'a shadow without audience',
      { ...bundle, shadow: { ...bundle.contract, audiences: [] } },
      'contract_invalid',
      'shadow',
    ],
    ['no entry for an issuer', { ...bundle, issuers: [] }, 'bundle_issuer_missing', 'issuers'],
    [
      'an issuer twice',
      { ...bundle, issuers: [...bundle.issuers, ...bundle.issuers] },
      'bundle_malformed',
      'issuers',
    ],
    [
      'a key that fits two algorithms',
      { ...withoutAlg(), contract: allowing('RS256', 'PS256') },
      'key_alg_ambiguous',
      'issuers.0.jwks.keys.0',
    ],
  ])('refuses %s', (_what, payload, code, path) => {
    const refusal = refusalOf(payload);
    expect(refusal.code).toBe(code);
    expect(refusal.path.startsWith(path)).toBe(true);
  });

  it('takes the alg of a key from the contract where only one fits', () => {
    expect(() => compile({ ...withoutAlg(), contract: allowing('RS256', 'ES256') }, { clock })).not.toThrow();
  });

  it('never puts key material into its message', () => {
    const secret = 'c2VjcmV0LW1hdGVyaWFs';
    const keys = [{ ...key.publicJwk, d: secret }];
    const { message } = refusalOf({ ...bundle, issuers: [{ ...bundle.issuers[0], jwks: { keys } }] });
    expect(message).not.toContain(secret);
  });

  it('fills in what a hand-written contract leaves out', () => {
    const { version, hash } = bundle.contract;
    const contract = { ...makeContract(key), version, hash };
    expect(compile({ ...bundle, contract }, { clock }).staleness.softSeconds).toBe(900);
  });
});
