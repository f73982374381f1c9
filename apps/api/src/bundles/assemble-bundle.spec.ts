import { generateKeyPairSync } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { assembleBundle, BundleAssemblyError } from './assemble-bundle.js';
import { signBundle } from './bundle-jws.js';
import type { BundleSnapshot, ContractSource, IssuerSource } from './bundle-source.js';

const HINTS = { poll_seconds: 30, long_poll_seconds: 30, report_seconds: 60 };
const A = 'https://a.example.com';
const B = 'https://b.example.com';
const jwk = (kid: string) => ({ kty: 'OKP', crv: 'Ed25519', x: 'AA', kid, alg: 'EdDSA' });
const revocation = (id: string) => ({ kind: 'tokens' as const, id: id.repeat(43), before: null, until: 99 });

function contract(names: readonly string[], changeNumber: number): ContractSource {
  return {
    serviceId: 's',
    environmentId: 'e',
    service: 'payments',
    environment: 'production',
    version: 7,
    hash: `sha256:${'h'.repeat(43)}`,
    changeNumber,
    issuerNames: names,
    contract: {
      schema: 1,
      issuers: names.map((issuer) => ({ issuer, algorithms: ['EdDSA'] })),
      audiences: ['x'],
      token_type: { typ: null },
    },
  };
}

function issuer(name: string, changeNumber: number, more: Partial<IssuerSource> = {}): IssuerSource {
  return {
    id: name,
    issuer: name,
    changeNumber,
    jwks: [jwk('k2'), jwk('k1')],
    deniedKids: ['z', 'y'],
    notBefore: null,
    revocations: [revocation('c'), revocation('b')],
    ...more,
  };
}

function snapshot(issuers: readonly IssuerSource[]): BundleSnapshot {
  const changeTimes = new Map([10, 20, 30].map((number) => [number, number * 1000]));
  return { contracts: [], issuers: new Map(issuers.map((entry) => [entry.issuer, entry])), changeTimes };
}

describe('a bundle', () => {
  it('has the newest change as version, and its time', () => {
    const names = [A, B];
    const world = snapshot([issuer(A, 10), issuer(B, 30)]);
    expect(assembleBundle(contract(names, 20), world, HINTS)).toMatchObject({
      version: 30,
      issued_at: 30_000,
    });
    expect(assembleBundle(contract([A], 20), world, HINTS)).toMatchObject({ version: 20, issued_at: 20_000 });
  });

  it('is the same bytes in whatever order things were read', () => {
    const { privateKey } = generateKeyPairSync('ed25519');
    const key = { kid: 'k', privateKey };
    const turned = (source: IssuerSource): IssuerSource => ({
      ...source,
      jwks: source.jwks?.toReversed() ?? null,
      deniedKids: source.deniedKids.toReversed(),
      revocations: source.revocations.toReversed(),
    });
    const issuers = [issuer(A, 10), issuer(B, 30)];
    const one = assembleBundle(contract([A, B], 20), snapshot(issuers), HINTS);
    const other = assembleBundle(contract([A, B], 20), snapshot(issuers.map(turned).reverse()), HINTS);
    expect(signBundle(other, key)).toEqual(signBundle(one, key));
    expect(one.issuers[0]?.denied_kids).toEqual(['y', 'z']);
    expect(one.revocations.tokens.map((entry) => `${entry.issuer} ${entry.id[0]}`)).toEqual([
      `${A} b`,
      `${A} c`,
      `${B} b`,
      `${B} c`,
    ]);
  });

  it('leaves out keys that verify no signature, and says null for keys never obtained', () => {
    const odd = [
      jwk('good'),
      { kty: 'oct', k: 'c2VjcmV0', kid: 'secret' },
      { ...jwk('leak'), d: 'AA' },
      { ...jwk('enc'), use: 'enc' },
    ];
    const bundle = assembleBundle(
      contract([A, B], 20),
      snapshot([issuer(A, 10, { jwks: odd }), issuer(B, 10, { jwks: null })]),
      HINTS,
    );
    expect(bundle.issuers.map((entry) => entry.jwks)).toEqual([
      { keys: [{ kty: 'OKP', crv: 'Ed25519', x: 'AA', kid: 'good', alg: 'EdDSA', use: 'sig' }] },
      null,
    ]);
  });

  it('is refused for a contract that does not parse, or a change that the log does not have', () => {
    const broken = { ...contract([A], 20), contract: { schema: 1 } };
    expect(() => assembleBundle(broken, snapshot([]), HINTS)).toThrow(BundleAssemblyError);
    expect(() => assembleBundle(contract([A], 21), snapshot([]), HINTS)).toThrow(/Change 21/);
  });
});
