import { schemaFindings } from '@accord/policy';
import { expect, it } from 'vitest';
import { startingContract } from './starting-contract';

const ISS = 'https://id.example.com/realms/shop';

it('leaves nothing but the audience to say', () => {
  const contract = startingContract({ issuer: ISS, algorithms: [] }, 'keycloak');
  expect(contract).toMatchObject({
    issuers: [{ issuer: ISS, algorithms: ['RS256'] }],
    token_type: { claims: { typ: ['Bearer'] } },
  });
  expect(schemaFindings(contract).map(({ code }) => code)).toEqual(['audience_missing']);
});

it('keeps the algorithms of the keys that Accord knows', () => {
  const contract = startingContract({ issuer: ISS, algorithms: ['PS256'] }, 'oidc-provider');
  expect(contract).toMatchObject({ issuers: [{ algorithms: ['PS256'] }], token_type: { typ: ['at+jwt'] } });
});

it('names the issuer where nothing is known of its tokens', () => {
  expect(startingContract({ issuer: ISS, algorithms: [] }, 'nobody')).toEqual({
    schema: 1,
    issuers: [{ issuer: ISS, algorithms: [] }],
  });
});
