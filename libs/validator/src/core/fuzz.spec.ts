import { FailureReason } from '@accord/contract';
import { makeBundle, makeClaims, makeContract, makeKey, makeToken, signParts } from '@accord/testing';
import fc from 'fast-check';
import { importJWK, jwtVerify } from 'jose';
import { describe, expect, it } from 'vitest';
import { compile } from './compile.js';
import type { Verdict, VerifyRequest } from './verdict.js';

const NOW = 1_795_440_000;
const key = makeKey('EdDSA', 'key-1');
const errors: unknown[] = [];
const policy = compile(
  makeBundle({
    keys: [key],
    contract: makeContract(key, {
      binding: { dpop: 'optional', mtls: 'optional' },
      authorization: { routes: [{ id: 'read', path: '/read/*', any_scopes: ['read'] }], tenant: null },
    }),
  }),
  { clock: () => NOW, onInternalError: (error) => errors.push(error) },
);
const good = makeToken({ key, now: NOW });
const header = { alg: 'EdDSA', kid: 'key-1', typ: 'at+jwt' };
const runs = { numRuns: 500 };

/** Exactly one reason from the closed list, and never an exception inside. */
function expectRefused(verdict: Verdict): void {
  expect(verdict.ok).toBe(false);
  expectVerdict(verdict);
}

/** Any verdict, as long as it is one. */
function expectVerdict(verdict: Verdict): void {
  expect(errors).toEqual([]);
  if (verdict.ok) return;
  expect(FailureReason.options).toContain(verdict.reason);
  expect(verdict.reason).not.toBe('validator_error');
}

/** Right three times in four: a run that hardly accepts anything would prove nothing. */
function mostly(right: string, wrong: string): fc.Arbitrary<string> {
  return fc.constantFrom(right, right, right, wrong);
}

describe('tokens that were tampered with', () => {
  it('are refused after any change of any character', () => {
    const character = fc.string({ unit: 'binary', minLength: 1, maxLength: 1 });
    fc.assert(
      fc.property(fc.nat(good.length - 1), character, (index, replacement) => {
        fc.pre(good.charAt(index) !== replacement);
        expectRefused(policy.verify(good.slice(0, index) + replacement + good.slice(index + 1)));
      }),
      runs,
    );
  });

  it('are refused after any insertion, removal or repetition', () => {
    fc.assert(
      fc.property(fc.nat(good.length), fc.nat(good.length), fc.string({ maxLength: 8 }), (from, to, text) => {
        const changed = good.slice(0, from) + text + good.slice(to);
        fc.pre(changed !== good);
        expectRefused(policy.verify(changed));
      }),
      runs,
    );
  });

  it('are refused with header and payload of two different tokens', () => {
    fc.assert(
      fc.property(fc.dictionary(fc.string(), fc.jsonValue()), (claims) => {
        const [head = '', , tail = ''] = good.split('.');
        const payload = Buffer.from(JSON.stringify({ ...makeClaims(NOW), jti: 'other', ...claims })).toString(
          'base64url',
        );
        expectRefused(policy.verify(`${head}.${payload}.${tail}`));
      }),
      runs,
    );
  });
});

describe('anything at all', () => {
  it('gets one verdict as a token', () => {
    fc.assert(
      fc.property(fc.oneof(fc.string({ unit: 'binary' }), fc.base64String(), fc.anything()), (value) => {
        expectRefused(policy.verify(value as string));
      }),
      runs,
    );
  });

  it('gets one verdict as signed bytes', () => {
    fc.assert(
      fc.property(fc.uint8Array(), fc.uint8Array(), (head, payload) => {
        expectRefused(policy.verify(signParts(key, Buffer.from(head), Buffer.from(payload))));
        expectRefused(policy.verify(signParts(key, JSON.stringify(header), Buffer.from(payload))));
      }),
      runs,
    );
  });

  it('gets one verdict as the value of any header member or claim', () => {
    const names = fc.constantFrom('alg', 'kid', 'typ', 'crit', 'x', '__proto__', 'toString');
    const claims = fc.constantFrom(
      'iss',
      'aud',
      'exp',
      'iat',
      'nbf',
      'sub',
      'jti',
      'client_id',
      'cnf',
      'scope',
      'sid',
      '__proto__',
    );
    const json = fc.jsonValue().map((value) => JSON.stringify(value));
    fc.assert(
      fc.property(names, json, claims, json, fc.webPath(), (name, member, claim, value, path) => {
        const replaced = (text: object, at: string, to: string): string =>
          JSON.stringify({ ...text, [`~${at}`]: 0 }).replace(`"~${at}":0`, `"${at}":${to}`);
        const { [name]: _member, ...head } = header as Record<string, unknown>;
        const { [claim]: _claim, ...body } = makeClaims(NOW);
        const request: VerifyRequest = { method: 'GET', path };
        expectVerdict(
          policy.verify(
            signParts(key, replaced(head, name, member), JSON.stringify(makeClaims(NOW))),
            request,
          ),
        );
        expectVerdict(
          policy.verify(signParts(key, JSON.stringify(header), replaced(body, claim, value)), request),
        );
      }),
      runs,
    );
  });

  it('gets one verdict as a request', () => {
    const request = fc.record({
      method: fc.string(),
      path: fc.oneof(fc.webPath(), fc.string({ unit: 'binary' })),
      dpop: fc.record({
        proof: fc.oneof(fc.string(), fc.array(fc.string())),
        url: fc.oneof(fc.webUrl(), fc.string()),
      }),
      mtls: fc.record({ certificateThumbprint: fc.string() }),
    });
    const values = fc.oneof(
      fc.string({ unit: 'binary' }),
      fc.array(fc.string()),
      fc.constant(`Bearer ${good}`),
    );
    fc.assert(
      fc.property(values, request, (authorization, given) => {
        expectVerdict(policy.verifyAuthorization(authorization, given));
      }),
      runs,
    );
  });
});

describe('against jose as oracle', () => {
  it('nothing is accepted that jose refuses', async () => {
    const publicKey = await importJWK({ ...key.publicJwk }, 'EdDSA');
    const times = fc.integer({ min: NOW - 4000, max: NOW + 4000 });
    const claims = fc.record(
      {
        exp: fc.option(times),
        nbf: times,
        iat: times,
        aud: mostly('https://api.example.com/payments', 'other'),
        iss: mostly('https://auth.example.com', 'https://evil.example'),
      },
      { requiredKeys: [] },
    );
    let accepted = 0;
    await fc.assert(
      fc.asyncProperty(claims, async (changes) => {
        const token = makeToken({ key, now: NOW, claims: changes });
        if (!policy.verify(token).ok) return;
        accepted += 1;
        await jwtVerify(token, publicKey, {
          algorithms: ['EdDSA'],
          issuer: 'https://auth.example.com',
          audience: 'https://api.example.com/payments',
          typ: 'at+jwt',
          clockTolerance: 5,
          currentDate: new Date(NOW * 1000),
        });
      }),
      // Most are refused; with this many, ten accepted ones are never a matter of luck.
      { numRuns: 2000 },
    );
    expect(accepted).toBeGreaterThan(10);
  });
});
