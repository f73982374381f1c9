import { makeBundle, makeKey, makeToken } from '@accord/testing';
import { describe, expect, it } from 'vitest';
import { compile } from './compile.js';

const NOW = 1_795_440_000;

describe('verify', () => {
  it.each(['RS256', 'PS256', 'ES256', 'ES384', 'ES512', 'EdDSA', 'Ed25519'] as const)('accepts a good %s token', (alg) => {
    const key = makeKey(alg, 'key-1');
    const policy = compile(makeBundle({ keys: [key] }), { clock: () => NOW });
    const verdict = policy.verify(makeToken({ key, now: NOW }));
    expect(verdict).toMatchObject({ ok: true, issuer: 'https://auth.example.com', kid: 'key-1', alg, contractVersion: 7 });
  });
});
