import { createHmac } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { Algorithm, PublicJwk } from '@accord/contract';
import { makeBundle, makeKey } from '@accord/testing';
import { describe, expect, it } from 'vitest';
import { compile } from './compile.js';
import { importKey, KeyRing } from './keys.js';
import { parseHeader, splitToken, type TokenHeader, type TokenParts } from './parse-token.js';

type Jwk = Record<string, unknown> & {
  readonly kid?: string;
  readonly alg?: string;
  readonly keys?: readonly Jwk[];
};
interface Vector {
  readonly tcId: number;
  readonly comment: string;
  readonly result: 'valid' | 'invalid';
  readonly jws?: unknown;
  readonly jwe?: unknown;
}
interface Group {
  readonly type: string;
  readonly public?: Jwk;
  readonly private?: Jwk;
  readonly tests: readonly Vector[];
}

function groupsOf(file: string): readonly Group[] {
  const url = new URL(`../../test-vectors/wycheproof/${file}`, import.meta.url);
  return (JSON.parse(readFileSync(url, 'utf8')) as { testGroups: readonly Group[] }).testGroups;
}

/** Only for vectors: no contract can name a symmetric algorithm, but their spelling must be refused all the same. */
const SYMMETRIC = ['HS256', 'HS384', 'HS512'];
const ALGORITHMS = new Set<string>([...Algorithm.options, ...SYMMETRIC]);

/** The format, header, key and signature checks of the core, over one JWK or a set. */
function accepts(keys: readonly Jwk[], jws: unknown): boolean {
  if (typeof jws !== 'string') return false;
  const parts = splitToken(jws, 65_536);
  if (!parts.ok) return false;
  const header = parseHeader(parts.value.header, 8, ALGORITHMS);
  if (!header.ok) return false;
  if (keys.every((key) => key['kty'] === 'oct')) return hmacHolds(keys, header.value, parts.value);
  const parsed = keys.map((key) => PublicJwk.safeParse(key));
  if (parsed.some((key) => !key.success)) return false;
  const rules = { algorithms: new Set([header.value.alg]), minRsaBits: 2048 };
  const entries = parsed.flatMap(({ data }) =>
    data ? [[data.kid, importKey(data, rules, 'vector')] as const] : [],
  );
  const found = new KeyRing('vectors', entries, []).find(header.value.kid, header.value.alg);
  return found.ok && found.key.check(Buffer.from(parts.value.signingInput, 'latin1'), parts.value.signature);
}

function hmacHolds(keys: readonly Jwk[], header: TokenHeader, parts: TokenParts): boolean {
  const [jwk, ...others] = keys.filter((key) => key.kid === header.kid);
  if (jwk === undefined || others.length > 0) return false;
  const secret = Buffer.from(String(jwk['k']), 'base64url');
  if (jwk.alg !== header.alg || jwk['use'] === 'enc' || secret.length < Number(header.alg.slice(2)) / 8)
    return false;
  const mac = createHmac(`sha${header.alg.slice(2)}`, secret)
    .update(parts.signingInput)
    .digest();
  return mac.equals(parts.signature);
}

const policy = compile(makeBundle({ keys: [makeKey('ES256', 'key-1')] }), { clock: () => 1_795_440_000 });

interface Deviation {
  readonly ours: 'valid' | 'invalid';
  readonly why: string;
}
const refusedFor = (why: string): Deviation => ({ ours: 'invalid', why });
const canonical: Deviation = {
  ours: 'valid',
  why: 'as published every part is canonical base64url; only the test primitive accepts it, for it is HS256',
};

/** Vectors whose expectation is not ours, each with why. */
const EXCEPTIONS: Record<string, Record<number, Deviation>> = {
  'json_web_signature_test.json': {
    346: refusedFor('RFC 7515 §4.1.1: the key is for PS256, the header says PS384'),
    350: refusedFor('RFC 7515 §4.1.1: the key is for PS256, the header says PS384'),
    347: refusedFor('RFC 7518 §3.1: the key says ES521, which does not exist'),
    351: refusedFor('RFC 7518 §3.1: the key says ES521, which does not exist'),
    372: refusedFor('RFC 4648 §3.3: an invalid character in the header'),
    373: refusedFor('RFC 4648 §3.3: an invalid character in the payload'),
    367: canonical,
    370: canonical,
  },
  'json_web_crypto_test.json': {},
  'json_web_key_test.json': {},
};

describe.each(Object.keys(EXCEPTIONS))('Wycheproof %s', (file) => {
  const cases = groupsOf(file).flatMap((group) =>
    group.tests.filter((test) => test.jws !== undefined).map((test) => ({ ...test, group })),
  );

  it.each(cases)('$tcId $comment: $result', ({ tcId, result, jws, group }) => {
    const key = group.public ?? group.private;
    const keys = key?.keys ?? (key ? [key] : []);
    const deviation = EXCEPTIONS[file]?.[tcId];
    expect(deviation?.ours).not.toBe(result);
    expect(accepts(keys, jws) ? 'valid' : 'invalid').toBe(deviation?.ours ?? result);
  });

  it('is refused by a policy, whatever a vector says: its payloads are no claims and its keys no issuer’s', () => {
    const signed = cases.map(({ jws }) => policy.verify(typeof jws === 'string' ? jws : JSON.stringify(jws)));
    expect(signed.filter((verdict) => verdict.ok)).toEqual([]);
  });
});

describe('Wycheproof json_web_encryption_test.json', () => {
  const cases = groupsOf('json_web_encryption_test.json').flatMap((group) => group.tests);

  it.each(cases)('$tcId $comment is refused before its keys are looked at', ({ jwe }) => {
    const verdict = policy.verify(typeof jwe === 'string' ? jwe : JSON.stringify(jwe));
    expect(verdict.ok ? 'accepted' : verdict.group).toMatch(/^(format|header)$/);
  });
});
