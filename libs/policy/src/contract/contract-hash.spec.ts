import { ValidationContract } from '@accord/contract';
import { describe, expect, it } from 'vitest';
import { canonicalContract, contractHash } from './contract-hash.js';
import { normalizeContract } from './normalize-contract.js';

const INPUT = {
  schema: 1,
  issuers: [
    { issuer: 'https://b.example', algorithms: ['RS256', 'ES256'] },
    { issuer: 'https://a.example', algorithms: ['ES256'] },
  ],
  audiences: ['z', 'a'],
  token_type: { typ: ['at+jwt', 'JWT'], claims: { claim: ['z', 'a'] } },
  authorization: { roles_claim: ['realm_access', 'a', 'roles'] },
} as const;

describe('normalizeContract', () => {
  it('fills in the safe defaults', () => {
    const contract = normalizeContract(INPUT);
    expect(contract.enforcement).toBe('enforce');
    expect(contract.time).toEqual({
      clock_tolerance_seconds: 5,
      required: ['exp', 'iat'],
      max_lifetime_seconds: 3600,
      max_age_seconds: null,
    });
    expect(contract.limits).toEqual({ max_token_bytes: 8192, max_depth: 8 });
  });

  it('sorts sets, but not the paths of claims', () => {
    const contract = normalizeContract(INPUT);
    expect(contract.audiences).toEqual(['a', 'z']);
    expect(contract.issuers.map(({ issuer }) => issuer)).toEqual(['https://a.example', 'https://b.example']);
    expect(contract.issuers[1]?.algorithms).toEqual(['ES256', 'RS256']);
    expect(contract.token_type.claims).toEqual({ claim: ['a', 'z'] });
    expect(contract.authorization.roles_claim).toEqual(['realm_access', 'a', 'roles']);
  });

  it('throws on what is no contract', () => {
    expect(() => normalizeContract({ ...INPUT, audiences: [] })).toThrow();
  });
});

describe('contractHash', () => {
  it('is equal for contracts that mean the same', async () => {
    const contract = ValidationContract.parse(INPUT);
    const shuffled = ValidationContract.parse({
      ...INPUT,
      audiences: ['a', 'z'],
      issuers: INPUT.issuers.toReversed(),
      enforcement: 'enforce',
    });
    expect(await contractHash(contract)).toBe(await contractHash(shuffled));
    expect(await contractHash(contract)).toMatch(/^sha256:[A-Za-z0-9_-]{43}$/);
  });

  it('changes with any member, but not with version and hash', async () => {
    const contract = ValidationContract.parse(INPUT);
    const hash = await contractHash(contract);
    expect(await contractHash({ ...contract, version: 3, hash })).toBe(hash);
    expect(await contractHash({ ...contract, audiences: ['a'] })).not.toBe(hash);
  });

  it('is taken over RFC 8785', () => {
    const text = canonicalContract(ValidationContract.parse(INPUT));
    expect(text.startsWith('{"audiences":["a","z"],"authorization":{"acr_values":null,')).toBe(true);
  });
});
