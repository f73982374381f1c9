import { createHmac } from 'node:crypto';
import {
  makeBundle,
  makeClaims,
  makeContract,
  makeKey,
  makeToken,
  signParts,
  TEST_ISSUER,
} from '@accord/testing';
import { describe, expect, it } from 'vitest';
import { BundleRefused } from './bundle-refused.js';
import { compile } from './compile.js';

const NOW = 1_795_440_000;
const clock = (): number => NOW;
const key = makeKey('ES256', 'key-1');
const rsa = makeKey('RS256', 'rsa-1');
const policy = compile(makeBundle({ keys: [key] }), { clock });
const good = makeToken({ key, now: NOW });
const token = (claims: Record<string, unknown>, header: Record<string, unknown> = {}): string =>
  makeToken({ key, now: NOW, claims, header });
const reasonOf = (presented: string): string => {
  const verdict = policy.verify(presented);
  return verdict.ok ? 'accepted' : verdict.reason;
};
const header = { alg: 'ES256', kid: 'key-1', typ: 'at+jwt' };
const encode = (value: string | Buffer): string => Buffer.from(value).toString('base64url');

describe('rule 1: (iss, kid) is bound to one alg', () => {
  it('CVE-2015-9235, CVE-2016-10555: a public key is never a shared secret', () => {
    const pem = JSON.stringify(rsa.publicJwk);
    const input = `${encode(JSON.stringify({ alg: 'HS256', kid: 'rsa-1', typ: 'at+jwt' }))}.${encode(JSON.stringify(makeClaims(NOW)))}`;
    const forged = `${input}.${createHmac('sha256', pem).update(input).digest('base64url')}`;
    const verdict = compile(makeBundle({ keys: [rsa] }), { clock }).verify(forged);
    expect(verdict).toMatchObject({ ok: false, reason: 'alg_not_allowed' });
  });

  it.each(['none', 'None', 'NONE', 'nOnE'])(
    'CVE-2022-23540: alg %s is unsigned, however it is spelt',
    (alg) => {
      expect(
        reasonOf(`${encode(JSON.stringify({ ...header, alg }))}.${encode(JSON.stringify(makeClaims(NOW)))}.`),
      ).toBe('alg_none');
    },
  );

  it('RFC 8725 §3.1: an RSA key for RS256 checks no PS256', () => {
    const contract = makeContract(rsa, {
      issuers: [{ issuer: TEST_ISSUER, algorithms: ['RS256', 'PS256'] }],
    });
    const signed = makeToken({ key: { ...rsa, alg: 'PS256' }, now: NOW });
    const verdict = compile(makeBundle({ keys: [rsa], contract }), { clock }).verify(signed);
    expect(verdict).toMatchObject({ reason: 'key_alg_mismatch' });
  });

  it.each(['HS256', 'none'])('no contract can allow %s', (alg) => {
    const bundle = makeBundle({ keys: [key] });
    const [issuer] = bundle.contract.issuers;
    const contract = { ...bundle.contract, issuers: [{ ...issuer, algorithms: [alg] }] };
    expect(() => compile({ ...bundle, contract }, { clock })).toThrow(
      expect.objectContaining({ code: 'contract_invalid' }),
    );
  });

  it('a secret key in a bundle is refused', () => {
    const bundle = makeBundle({ keys: [key] });
    const keys = [{ kty: 'oct', kid: 'key-1', k: 'AAAA' }];
    const issuers = [{ ...bundle.issuers[0], jwks: { keys } }];
    expect(() => compile({ ...bundle, issuers }, { clock })).toThrow(BundleRefused);
  });
});

describe('rule 2: a key look-up gives a key or a typed failure', () => {
  it.each([
    ['never obtained', null, 'jwks_unavailable'],
    ['empty', { keys: [] }, 'key_not_found'],
    ['a point off its curve', { keys: [offCurve()] }, 'key_too_weak'],
    ['a key for encryption only', { keys: [{ ...key.publicJwk, key_ops: ['encrypt'] }] }, 'key_too_weak'],
  ])('%s', (_what, jwks, reason) => {
    const verdict = compile(makeBundle({ keys: [key], issuer: { jwks } }), { clock }).verify(good);
    expect(verdict).toMatchObject({ ok: false, reason });
  });
});

function offCurve() {
  const { publicJwk } = key;
  if (publicJwk.kty !== 'EC') throw new Error('an EC key is needed');
  return { ...publicJwk, x: publicJwk.y, y: publicJwk.x };
}

describe('rule 3: what was checked once is checked again', () => {
  it('time and route of a repeated token count anew', () => {
    let now = NOW;
    const routes = [{ id: 'refund', path: '/refund', all_scopes: ['refund'] }];
    const contract = makeContract(key, { authorization: { routes } });
    const aging = compile(makeBundle({ keys: [key], contract }), { clock: () => now });
    expect(aging.verify(good, { method: 'GET', path: '/' }).ok).toBe(true);
    expect(aging.verify(good, { method: 'GET', path: '/refund' })).toMatchObject({
      reason: 'insufficient_scope',
    });
    now += 3600;
    expect(aging.verify(good, { method: 'GET', path: '/' })).toMatchObject({ reason: 'token_expired' });
  });

  it('another token with the same signature is another token', () => {
    const [head, , tail] = good.split('.');
    expect(reasonOf(good)).toBe('accepted');
    expect(
      reasonOf(`${head ?? ''}.${encode(JSON.stringify(makeClaims(NOW, { sub: 'admin' })))}.${tail ?? ''}`),
    ).toBe('bad_signature');
  });
});

describe('rule 4: exact strings', () => {
  it.each([
    ['iss in other case', { iss: TEST_ISSUER.toUpperCase() }, {}, 'wrong_iss'],
    ['CVE-2025-30144: iss as a list', { iss: [TEST_ISSUER, 'https://evil.example'] }, {}, 'wrong_iss'],
    ['a longer aud', { aud: 'https://api.example.com/payments/evil' }, {}, 'wrong_aud'],
    ['a pattern as aud', { aud: '.*' }, {}, 'wrong_aud'],
    ['kid in other case', {}, { kid: 'KEY-1' }, 'key_not_found'],
    ['typ with a parameter', {}, { typ: 'at+jwt; v=1' }, 'wrong_typ'],
    ['typ under another tree', {}, { typ: 'text/at+jwt' }, 'wrong_typ'],
  ])('%s', (_what, claims, changes, reason) => {
    expect(reasonOf(token(claims, changes))).toBe(reason);
  });

  it('RFC 7515 §4.1.9: typ ignores the case of ASCII letters only', () => {
    const contract = makeContract(key, { token_type: { typ: ['k+jwt'] } });
    const compiled = compile(makeBundle({ keys: [key], contract }), { clock });
    expect(compiled.verify(token({}, { typ: 'K+jwt' })).ok).toBe(true);
    expect(compiled.verify(token({}, { typ: '\u212a+jwt' }))).toMatchObject({ reason: 'wrong_typ' });
  });
});

describe('rule 5: no extensions', () => {
  it.each([{ crit: ['exp'] }, { crit: [] }, { b64: false }, { b64: true }])(
    'RFC 7515 §4.1.11, RFC 7797: %j',
    (member) => {
      expect(reasonOf(token({}, member))).toBe('crit_unsupported');
    },
  );
});

describe('rule 6: a claim of the wrong type is never absent', () => {
  it.each([
    { exp: 'never' },
    { exp: null },
    { exp: 1e400 },
    { iat: true },
    { nbf: 'now' },
    { nbf: {} },
    { aud: 7 },
    { aud: {} },
    { sub: 7 },
    { jti: [] },
    { client_id: null },
  ])('RFC 7519 §4.1: %j', (claims) => {
    const text = JSON.stringify(makeClaims(NOW, claims)).replace(
      '"exp":null',
      `"exp":${claims.exp === null ? 'null' : '1e400'}`,
    );
    expect(reasonOf(signParts(key, JSON.stringify(header), text))).toBe('claim_malformed');
  });

  it('names that every object inherits are no claims', () => {
    const contract = makeContract(key, { claims: { required: ['constructor'] } });
    const verdict = compile(makeBundle({ keys: [key], contract }), { clock }).verify(good);
    expect(verdict).toMatchObject({ reason: 'claim_missing' });
  });
});

describe('rules 7 and 8: key sets', () => {
  it('unknown kids never clear good keys', () => {
    for (let index = 0; index < 200; index += 1)
      expect(reasonOf(token({}, { kid: `k${index}` }))).toBe('key_not_found');
    expect(reasonOf(good)).toBe('accepted');
  });

  it('a new bundle replaces the whole old key set, and the old policy keeps its own', () => {
    const next = makeKey('ES256', 'key-2');
    const replaced = compile(makeBundle({ keys: [next] }), { clock });
    expect(replaced.verify(good)).toMatchObject({ reason: 'key_not_found' });
    expect(reasonOf(good)).toBe('accepted');
  });

  it('a payload that is changed after compiling changes nothing', () => {
    const bundle = makeBundle({ keys: [key] });
    const compiled = compile(bundle, { clock });
    bundle.contract.audiences.length = 0;
    bundle.issuers.length = 0;
    expect(compiled.verify(good).ok).toBe(true);
  });

  it('a denied thumbprint (RFC 7638) revokes a key under whatever kid', () => {
    const denied = compile(
      makeBundle({ keys: [makeRfc7638Key()], issuer: { denied_kids: [RFC7638_THUMBPRINT] } }),
      { clock },
    );
    const presented = makeToken({ key: { ...rsa, kid: 'any' }, now: NOW });
    expect(denied.verify(presented)).toMatchObject({ reason: 'key_revoked' });
  });
});

const RFC7638_THUMBPRINT = 'NzbLsXh8uDCcd-6MNwXF4W_7noWXFZAfHkxZsRGC9Xs';
function makeRfc7638Key() {
  const n =
    '0vx7agoebGcQSuuPiLJXZptN9nndrQmbXEps2aiAFbWhM78LhWx4cbbfAAtVT86zwu1RK7aPFFxuhDR1L6tSoc_BJECPebWKRXjBZCiFV4n3oknjhMstn64tZ_2W-5JsGY4Hc5n9yBXArwl93lqt7_RN5w6Cf0h4QyQ5v-65YGjQR0_FDW2QvzqY368QQMicAtaSqzs8KJZgnYb9c7d0zgdAZHzu6qMQvRL5hajrn1n91CbOpbISD08qNLyrdkt-bFTWhAI4vMQFh6WeZu0fM4lFd2NcRwr3XPksINHaQ-G_xBniIqbw0Ls1jF44-csFCur-kEgU8awapJzKnqDKgw';
  return { ...rsa, publicJwk: { kty: 'RSA' as const, n, e: 'AQAB', kid: 'any', alg: 'RS256' } };
}

describe('rule 9: keys and URLs never come from a token', () => {
  it.each([
    ['CVE-2018-0114: jwk', { jwk: key.publicJwk }],
    ['jku', { jku: 'https://evil.example/jwks.json' }],
    ['x5u', { x5u: 'https://evil.example/cert' }],
    ['x5c', { x5c: ['MIIB'] }],
  ])('%s', (_what, member) => {
    expect(reasonOf(token({}, member))).toBe('header_key_forbidden');
  });
});

describe('rule 10: caps before parsing', () => {
  it('a token over the limit is refused whatever it holds', () => {
    expect(reasonOf('a.b.c.d.e'.padEnd(8193, '.'))).toBe('token_too_large');
  });

  it('brackets count before the text is parsed, and not inside strings', () => {
    expect(reasonOf(signParts(key, JSON.stringify(header), '['.repeat(9)))).toBe('payload_too_deep');
    expect(reasonOf(token({ note: '[[[[[[[[[[{{{{{{{{{"\\' }))).toBe('accepted');
    expect(reasonOf(token({ deep: [[[[[[[1]]]]]]] }))).toBe('accepted');
    expect(reasonOf(token({ deep: [[[[[[[[1]]]]]]]] }))).toBe('payload_too_deep');
  });

  it('RFC 7516: encrypted tokens are named as such', () => {
    expect(reasonOf(`${good}.x.y`)).toBe('token_encrypted');
  });
});

describe('rule 11: one spelling', () => {
  const [head = '', body = '', tail = ''] = good.split('.');

  it('CVE-2022-21449: r = 0 or s = 0', () => {
    const bytes = Buffer.from(tail, 'base64url');
    const zero = Buffer.alloc(32);
    for (const signature of [
      Buffer.concat([zero, zero]),
      Buffer.concat([zero, bytes.subarray(32)]),
      Buffer.concat([bytes.subarray(0, 32), zero]),
      bytes.subarray(0, 63),
      Buffer.concat([bytes, Buffer.from([0])]),
    ]) {
      expect(reasonOf(`${head}.${body}.${signature.toString('base64url')}`)).toBe('bad_signature');
    }
  });

  it('RFC 4648 §3.5: trailing bits, padding, other alphabets and line breaks', () => {
    // 64 bytes end in a character that carries four unused bits.
    const last = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_';
    const sibling = last.charAt(last.indexOf(tail.slice(-1)) ^ 1);
    for (const other of [
      tail.slice(0, -1) + sibling,
      `${tail}=`,
      `${tail}==`,
      `+${tail.slice(1)}`,
      `${tail}\n`,
      `${tail}AAA`,
    ]) {
      expect(reasonOf(`${head}.${body}.${other}`)).toBe('bad_base64url');
    }
  });

  it.each([
    ['at the top', '{"iss":"https://auth.example.com","iss":"x"}'],
    ['below', '{"a":{"b":1,"b":1}}'],
    ['in a list', '{"a":[{"b":1,"b":2}]}'],
    ['spelt with an escape', '{"b":1,"\\u0062":1}'],
    ['named __proto__', '{"__proto__":1,"__proto__":2}'],
  ])('RFC 7515 §4, RFC 7519 §4: a member twice, %s', (_where, text) => {
    expect(reasonOf(signParts(key, JSON.stringify(header), text))).toBe('payload_duplicate_claim');
    const asHeader = text.replace('{', '{"alg":"ES256",');
    expect(reasonOf(signParts(key, asHeader, '{}'))).toBe('header_duplicate_member');
  });

  it('a colon or quote in a string is no member', () => {
    expect(reasonOf(token({ note: '":":{"a":1,"a":2}', __proto__x: { ':': ':' } }))).toBe('accepted');
  });

  it.each([
    ['an overlong encoding', Buffer.from('7b2261223a22c0af227d', 'hex')],
    ['a lone continuation byte', Buffer.from('7b2261223a2280227d', 'hex')],
    ['a surrogate in UTF-8', Buffer.from('7b2261223a22eda080227d', 'hex')],
    ['a byte-order mark', Buffer.from('efbbbf7b7d', 'hex')],
    ['UTF-16', Buffer.from('{}', 'utf16le')],
  ])('RFC 8259 §8.1: %s', (_what, bytes) => {
    expect(reasonOf(signParts(key, JSON.stringify(header), bytes))).toBe('payload_invalid');
    expect(reasonOf(signParts(key, bytes, '{}'))).toBe('header_invalid');
  });
});

describe('rule 12: claims are frozen', () => {
  it('at every level', () => {
    const verdict = policy.verify(token({ realm: { roles: [{ name: 'a' }] } }));
    if (!verdict.ok) throw new Error(verdict.reason);
    const { realm } = verdict.claims as unknown as { realm: { roles: { name: string }[] } };
    for (const value of [verdict.claims, realm, realm.roles, realm.roles[0]])
      expect(Object.isFrozen(value)).toBe(true);
  });
});
