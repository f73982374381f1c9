import { describe, expect, expectTypeOf, it } from 'vitest';
import { makeTestIssuer, makeTestValidator } from '../testing.js';
import { type AcceptedClaims, type ClaimsOf, defineContract } from './contract-claims.js';
import type { Claims, JsonValue } from './verdict.js';

const ISSUER = 'https://issuer.test';
const AUDIENCE = 'https://api.example.com';
const plain = {
  schema: 1,
  issuers: [{ issuer: ISSUER, algorithms: ['ES256'] }],
  audiences: [AUDIENCE],
  token_type: { typ: ['at+jwt'] },
} as const;
type Present = Exclude<JsonValue, null>;

const simple = defineContract({
  schema: 1,
  issuers: [{ issuer: ISSUER, algorithms: ['ES256'] }],
  audiences: [AUDIENCE],
  token_type: { typ: ['at+jwt'] },
});
const demanding = defineContract({
  ...simple,
  time: { required: ['exp', 'iat', 'nbf'] },
  claims: { required: ['sub', 'tenant', 'azp'], client_claim: 'azp', audience_claim: 'resource' },
});
const mixed = defineContract({
  ...simple,
  issuers: [
    { issuer: ISSUER, algorithms: ['ES256'] },
    {
      issuer: 'https://other.test',
      algorithms: ['RS256'],
      overrides: { client_claim: 'appid', audience_claim: 'resource', time: { max_lifetime_seconds: 60 } },
    },
  ],
});

describe('the claims of a contract', () => {
  it('are those that its defaults require, in the forms that are checked', () => {
    type Found = ClaimsOf<typeof simple>;
    expectTypeOf<Found['sub']>().toEqualTypeOf<string>();
    expectTypeOf<Found['client_id']>().toEqualTypeOf<string>();
    expectTypeOf<Found['aud']>().toEqualTypeOf<string | readonly string[]>();
    expectTypeOf<Found['exp']>().toEqualTypeOf<number>();
    expectTypeOf<Found['iat']>().toEqualTypeOf<number>();
    expectTypeOf<Found['department']>().toEqualTypeOf<JsonValue>();
    expectTypeOf<Found['nbf']>().toEqualTypeOf<JsonValue>();
  });

  it('follow what it requires and how it names client and audience', () => {
    type Found = ClaimsOf<typeof demanding>;
    expectTypeOf<Found['tenant']>().toEqualTypeOf<Present>();
    expectTypeOf<Found['azp']>().toEqualTypeOf<string>();
    expectTypeOf<Found['resource']>().toEqualTypeOf<string | readonly string[]>();
    expectTypeOf<Found['nbf']>().toEqualTypeOf<number>();
    expectTypeOf<Found['client_id']>().toEqualTypeOf<JsonValue>();
    expectTypeOf<Found['aud']>().toEqualTypeOf<JsonValue>();
  });

  it('promise nothing that one of its issuers renames or relaxes', () => {
    type Found = ClaimsOf<typeof mixed>;
    expectTypeOf<Found['client_id']>().toEqualTypeOf<JsonValue>();
    expectTypeOf<Found['aud']>().toEqualTypeOf<JsonValue>();
    expectTypeOf<Found['iat']>().toEqualTypeOf<JsonValue>();
    expectTypeOf<Found['sub']>().toEqualTypeOf<string>();
    expectTypeOf<Found['exp']>().toEqualTypeOf<number>();
  });

  it('are plain JSON without a contract, and where only its type is known', () => {
    expectTypeOf<AcceptedClaims>().toEqualTypeOf<Claims>();
    type Wide = ClaimsOf<{ issuers: { issuer: string }[]; claims: { required: string[] } }>;
    expectTypeOf<Wide['sub']>().toEqualTypeOf<JsonValue>();
    expectTypeOf<Wide['exp']>().toEqualTypeOf<number>();
  });
});

it('keeps the contract as it is, for tests too', () => {
  expect(simple).toEqual(plain);
  expect(mixed.issuers).toHaveLength(2);
  const issuer = makeTestIssuer({ issuer: ISSUER, claims: { aud: AUDIENCE } });
  const validator = makeTestValidator({ contract: demanding, issuers: [issuer] });
  expect(validator.verify(issuer.token({}))).toMatchObject({ ok: false, reason: 'claim_missing' });
  const claims = { tenant: 'emea', azp: 'shop', resource: AUDIENCE, nbf: 0 };
  expect(validator.verify(issuer.token(claims))).toMatchObject({ ok: true, claims });
});
