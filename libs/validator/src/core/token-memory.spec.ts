import type { BundlePayload, ValidationContractInput } from '@accord/contract';
import { revocationId } from '@accord/policy';
import { makeBundle, makeContract, makeKey, makeToken, numberedContract, TEST_ISSUER } from '@accord/testing';
import { beforeEach, describe, expect, it, vi } from 'vitest';
import { sha256 } from './node-crypto.js';
import type { Verdict } from './verdict.js';

/** How often a signature was looked at, which is what the memory spares. */
const counted = vi.hoisted(() => ({ checks: 0 }));
vi.mock(import('./node-crypto.js'), async (original) => {
  const actual = await original();
  return {
    ...actual,
    bindKey: (...given) => {
      const check = actual.bindKey(...given);
      return (data, signature) => {
        counted.checks += 1;
        return check(data, signature);
      };
    },
  };
});

// The files of a worker share their modules: another may have loaded the judge with the signatures uncounted.
vi.resetModules();
const { compile } = await import('./compile.js');

const NOW = 1_795_440_000;
const key = makeKey('EdDSA', 'key-1');
let now = NOW;
beforeEach(() => {
  now = NOW;
  counted.checks = 0;
});

interface Scene {
  readonly contract?: Partial<ValidationContractInput>;
  readonly bundle?: Partial<BundlePayload>;
  readonly revocations?: Partial<BundlePayload['revocations']>;
  readonly maxCachedTokens?: number;
}
const policyOf = ({ contract, maxCachedTokens = 8, ...rest }: Scene = {}) =>
  compile(makeBundle({ keys: [key], contract: makeContract(key, contract), ...rest }), {
    clock: () => now,
    maxCachedTokens,
  });
const token = (claims: Record<string, unknown> = {}): string => makeToken({ key, now: NOW, claims });
const reasonOf = (verdict: Verdict): string => (verdict.ok ? 'accepted' : verdict.reason);
/** How many signatures were checked meanwhile. */
function checksIn(act: () => void): number {
  const before = counted.checks;
  act();
  return counted.checks - before;
}

describe('a repeated token', () => {
  it('costs no second signature check, and gets the same verdict', () => {
    const policy = policyOf();
    const good = token();
    const first = policy.verify(good);
    expect(checksIn(() => expect(policy.verify(good)).toEqual(first))).toBe(0);
  });

  it('is checked again after a minute, and at its exp', () => {
    const policy = policyOf();
    const [long, short] = [token(), token({ exp: NOW + 20, jti: 'short' })];
    for (const each of [long, short]) policy.verify(each);
    now = NOW + 19;
    expect(checksIn(() => policy.verify(short))).toBe(0);
    now = NOW + 20; // within the clock tolerance: accepted still, but not from memory
    expect(checksIn(() => expect(policy.verify(short).ok).toBe(true))).toBe(1);
    now = NOW + 59;
    expect(checksIn(() => policy.verify(long))).toBe(0);
    now = NOW + 60;
    expect(checksIn(() => expect(policy.verify(long).ok).toBe(true))).toBe(1);
  });

  it('does not live longer because the clock was set back', () => {
    const policy = policyOf();
    const good = token();
    policy.verify(good);
    now = NOW - 1;
    expect(checksIn(() => policy.verify(good))).toBe(1);
  });

  it.each([
    ['exp', { exp: NOW + 30 }, 36, 'token_expired'],
    ['max_age_seconds', {}, 46, 'token_too_old'],
  ])('counts its %s anew', (_what, claims, later, reason) => {
    const policy = policyOf({ contract: { time: { max_age_seconds: 50 } } });
    const good = token(claims);
    expect(reasonOf(policy.verify(good))).toBe('accepted');
    now = NOW + later;
    expect(reasonOf(policy.verify(good))).toBe(reason);
  });

  it('counts its nbf and iat anew when the clock was set back', () => {
    const policy = policyOf();
    const good = token({ nbf: NOW, iat: NOW });
    expect(reasonOf(policy.verify(good))).toBe('accepted');
    now = NOW - 6;
    const verdict = policy.verify(good);
    expect(verdict).toMatchObject({ reason: 'token_not_yet_valid', furtherReasons: ['issued_in_future'] });
  });

  it('needs the scopes of every route anew', () => {
    const routes = [{ id: 'refund', methods: ['POST' as const], path: '/refunds', all_scopes: ['refund'] }];
    const policy = policyOf({ contract: { authorization: { routes } } });
    const good = token({ scope: 'read' });
    expect(reasonOf(policy.verify(good, { method: 'GET', path: '/refunds' }))).toBe('accepted');
    const refund = () => policy.verify(good, { method: 'POST', path: '/refunds' });
    expect(checksIn(() => expect(refund()).toMatchObject({ reason: 'insufficient_scope' }))).toBe(0);
    expect(reasonOf(policy.verify(good, { method: 'GET', path: '/refunds' }))).toBe('accepted');
  });

  it('needs its proof of possession anew', () => {
    const policy = policyOf({ contract: { binding: { mtls: 'required' } } });
    const good = token({ cnf: { 'x5t#S256': 'mine' } });
    const from = (certificateThumbprint: string) =>
      reasonOf(policy.verify(good, { method: 'GET', path: '/', mtls: { certificateThumbprint } }));
    expect([from('mine'), from('other'), reasonOf(policy.verify(good))]).toEqual([
      'accepted',
      'binding_mismatch',
      'binding_missing',
    ]);
  });

  it('hands the same frozen claims to everybody', () => {
    const policy = policyOf();
    const good = token({ realm: { roles: ['clerk'] } });
    const [first, second] = [policy.verify(good), policy.verify(good)];
    if (!first.ok || !second.ok) throw new Error('must be accepted');
    expect(Object.isFrozen(second.claims) && Object.isFrozen(second.claims['realm'])).toBe(true);
    expect(() => Object.assign(first.claims, { sub: 'admin' })).toThrow(TypeError);
    expect(second.claims['sub']).toBe('user-1');
  });
});

describe('what is remembered', () => {
  it('is no token that was refused, whyever', () => {
    const policy = policyOf({ contract: { authorization: { default: { all_scopes: ['read'] } } } });
    const forged = `${token({ scope: 'read' }).slice(0, -12)}${'A'.repeat(12)}`;
    const refused = [token(), token({ scope: 'read', aud: 'other' }), token({ exp: NOW - 9, iat: NOW - 99 })];
    for (const each of [...refused, forged]) {
      expect(checksIn(() => expect(policy.verify(each).ok).toBe(false))).toBe(1);
      expect(checksIn(() => expect(policy.verify(each).ok).toBe(false))).toBe(1);
    }
  });

  it('is not found by another token with the same end, prefix or both', () => {
    const policy = policyOf();
    const good = token();
    policy.verify(good);
    const [head = '', body = '', tail = ''] = good.split('.');
    const other = token({ sub: 'admin' }).split('.')[1] ?? '';
    expect(reasonOf(policy.verify(`${head}.${other}.${tail}`))).toBe('bad_signature');
    expect(reasonOf(policy.verify(`${head}.${body}.${'A'.repeat(60)}${tail.slice(60)}`))).toBe(
      'bad_signature',
    );
    expect(reasonOf(policy.verify(tail))).toBe('token_malformed');
    expect(reasonOf(policy.verify(`${good} `))).toBe('bad_base64url');
    expect(checksIn(() => policy.verify(good))).toBe(0);
  });

  it('belongs to one bundle: the next one starts with nothing', () => {
    const good = token();
    policyOf().verify(good);
    expect(checksIn(() => policyOf().verify(good))).toBe(1);
    const id = revocationId(TEST_ISSUER, 'token-1', sha256);
    const tokens = [{ issuer: TEST_ISSUER, id, before: null, until: NOW + 600 }];
    expect(reasonOf(policyOf({ revocations: { tokens } }).verify(good))).toBe('token_revoked');
  });

  it('belongs to one contract: the shadow has a memory of its own', () => {
    const shadow = numberedContract(makeContract(key, { audiences: ['new'] }), 8);
    const policy = policyOf({ bundle: { shadow } });
    const good = token();
    const outcomes = () => [policy.verify(good).ok, policy.verify(good).shadow?.outcome];
    expect(outcomes()).toEqual([true, 'wrong_aud']);
    expect(outcomes()).toEqual([true, 'wrong_aud']);
  });

  it('cannot be pushed out by bad tokens, however many', () => {
    const policy = policyOf({ maxCachedTokens: 4 });
    const good = [token({ jti: 'a' }), token({ jti: 'b' })];
    for (const each of good) policy.verify(each);
    const [head = '', body = ''] = token({ aud: 'other' }).split('.');
    for (let index = 0; index < 200; index += 1) {
      const tail = good[index % 2]!.split('.')[2] ?? '';
      expect(policy.verify(`${head}.${body}.${tail}`).ok).toBe(false);
      expect(policy.verify(token({ aud: `other-${index}` })).ok).toBe(false);
    }
    expect(checksIn(() => good.forEach((each) => policy.verify(each)))).toBe(0);
  });

  it('never grows beyond its limit, and keeps the newest', () => {
    const policy = policyOf({ maxCachedTokens: 4 });
    const tokens = Array.from({ length: 50 }, (_, index) => token({ jti: `token-${index}` }));
    for (const each of tokens) policy.verify(each);
    expect(checksIn(() => tokens.slice(-2).forEach((each) => policy.verify(each)))).toBe(0);
    expect(checksIn(() => tokens.slice(0, -4).forEach((each) => policy.verify(each)))).toBe(46);
  });

  it.each([0, 1])('is nothing at all with a limit of %i', (maxCachedTokens) => {
    const policy = policyOf({ maxCachedTokens });
    const good = token();
    expect(checksIn(() => [policy.verify(good), policy.verify(good)])).toBe(2);
  });
});

describe('a header that came with a good signature', () => {
  it('lends nothing to tokens that are forged with it', () => {
    const policy = policyOf();
    const good = token();
    policy.verify(good);
    const [head = '', , tail = ''] = good.split('.');
    expect(reasonOf(policy.verify(`${head}.e30.${tail}`))).toBe('iss_missing');
    expect(reasonOf(policy.verify(`${head}.!.${tail}`))).toBe('bad_base64url');
    expect(reasonOf(policy.verify(`${head}.${good.split('.')[1] ?? ''}.AAAA`))).toBe('bad_signature');
  });

  it('may be another one for every token without growing the memory or changing a verdict', () => {
    const policy = policyOf({ maxCachedTokens: 0 });
    for (let index = 0; index < 100; index += 1) {
      const odd = makeToken({ key, now: NOW, header: { x: index } });
      expect(policy.verify(odd).ok).toBe(true);
    }
  });
});
