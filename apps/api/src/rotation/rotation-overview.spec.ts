import { expect, it } from 'vitest';
import type { IssuerEntity } from '../issuers/issuer.entity.js';
import { externalOverview } from './rotation-overview.js';

const issuer: IssuerEntity = {
  id: '6f1d0c9e-1111-4222-8333-444455556666',
  name: 'outside',
  kind: 'external',
  issuer: 'https://outside.example',
  jwksUri: null,
  notBefore: null,
  rotationInputs: null,
  changeNumber: 1,
  createdAt: 100,
  archivedAt: null,
  lastFetchedAt: 200,
  lastFetchError: null,
};

it('has nothing to say of an issuer whose keys can be read', () => {
  expect(externalOverview(issuer)).toMatchObject({ needs_person: [], held_up: [] });
});

it('tells good keys that stay in force from keys that there never were', () => {
  const failed = { ...issuer, lastFetchError: 'not_found: no such host' };
  expect(externalOverview(failed).needs_person).toMatchObject([
    {
      code: 'jwks_not_read',
      sentence: 'The last reading failed; the last good keys stay in force: not_found: no such host',
    },
  ]);
  expect(externalOverview({ ...failed, lastFetchedAt: null }).needs_person).toMatchObject([
    { sentence: 'No key could be read yet; all its tokens are refused: not_found: no such host' },
  ]);
});

it('does not call an issuer on schedule before its keys were read', () => {
  expect(externalOverview({ ...issuer, lastFetchedAt: null })).toMatchObject({
    needs_person: [],
    held_up: [{ code: 'jwks_not_read' }],
  });
});
