import { makeBundle, makeContract, makeKey, makeToken, numberedContract } from '@accord/testing';
import { expect, it } from 'vitest';
import { compile } from './compile.js';

const NOW = 1_795_440_000;
const key = makeKey('EdDSA', 'key-1');
const contract = makeContract(key, { binding: { dpop: 'optional' } });
const policy = compile(
  makeBundle({ keys: [key], contract, bundle: { shadow: numberedContract(contract, 8) } }),
  {
    clock: () => NOW,
  },
);

/** How often a proof was looked at while a token was judged. */
function looksAt(token: string): { looks: number; outcomes: unknown[] } {
  let looks = 0;
  const dpop = {
    get proof() {
      looks += 1;
      return 'a.b.c';
    },
    url: 'https://api.example.com/',
  };
  const verdict = policy.verifyAuthorization(`DPoP ${token}`, { method: 'GET', path: '/', dpop });
  return { looks, outcomes: [verdict.ok || verdict.reason, verdict.shadow?.outcome] };
}

// Anybody can send a proof with a key of their own, and checking it costs more than refusing the token does.
it.each([
  ['garbage', 'a.b.c', 'bad_base64url'],
  ['forged', `${makeToken({ key, now: NOW }).slice(0, -12)}${'A'.repeat(12)}`, 'bad_signature'],
])('a proof is not looked at beside a token that is %s', (_what, token, reason) => {
  expect(looksAt(token)).toEqual({ looks: 0, outcomes: [reason, reason] });
});

it('a proof is looked at once the token itself holds', () => {
  const { looks, outcomes } = looksAt(makeToken({ key, now: NOW }));
  expect(looks).toBeGreaterThan(0);
  expect(outcomes).toEqual(['binding_missing', 'binding_missing']);
});
