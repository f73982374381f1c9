import { readFileSync } from 'node:fs';
import { Algorithm, PublicJwk } from '@accord/contract';
import { describe, expect, it } from 'vitest';
import { importKey } from './keys.js';
import { parseHeader, splitToken } from './parse-token.js';

interface Example {
  readonly title: string;
  readonly input: { readonly payload: string; readonly key: Record<string, unknown>; readonly alg: string };
  readonly output: { readonly compact: string };
}

function example(file: string): Example {
  const url = new URL(`../../test-vectors/jose-cookbook/${file}`, import.meta.url);
  return JSON.parse(readFileSync(url, 'utf8')) as Example;
}

function publicJwk({ input: { key, alg } }: Example): PublicJwk {
  const { d: _d, p: _p, q: _q, dp: _dp, dq: _dq, qi: _qi, ...members } = key;
  return PublicJwk.parse({ kid: 'kid', ...members, alg });
}

const algorithms = new Set<string>(Algorithm.options);

describe.each([
  ['RFC 7520 §4.1', 'jws_4_1.rsa_v15_signature.json'],
  ['RFC 7520 §4.2', 'jws_4_2.rsa-pss_signature.json'],
  ['RFC 7520 §4.3', 'jws_4_3.ecdsa_signature.json'],
  ['RFC 8037 §A.4', 'curve25519_jws.json'],
])('%s', (_section, file) => {
  const given = example(file);
  const parts = splitToken(given.output.compact, 8192);
  const { key } = importKey(publicJwk(given), { algorithms, minRsaBits: 2048 }, 'example');

  it('holds', () => {
    if (!parts.ok || !key) throw new Error('the example must parse');
    expect(parts.value.payload).toBe(given.input.payload);
    expect(key.check(Buffer.from(parts.value.signingInput), parts.value.signature)).toBe(true);
  });

  it('does not hold over another payload', () => {
    if (!parts.ok || !key) throw new Error('the example must parse');
    expect(key.check(Buffer.from(`${parts.value.signingInput}A`), parts.value.signature)).toBe(false);
  });
});

describe('refused as a matter of principle', () => {
  it.each([
    ['RFC 7520 §4.4: HMAC', 'jws_4_4.hmac-sha2_integrity_protection.json', 'alg_not_allowed'],
    ['RFC 7797 §4.2: b64', 'rfc7797_hmac-sha2_b64_false.json', 'alg_not_allowed'],
  ])('%s', (_what, file, reason) => {
    const [header = ''] = example(file).output.compact.split('.');
    expect(parseHeader(Buffer.from(header, 'base64url').toString(), 8, algorithms)).toEqual({
      ok: false,
      reason,
    });
  });
});
