import type { ValidationContractInput } from '@accord/contract';
import { makeTestIssuer, makeTestValidator } from '../../testing.js';

const AUDIENCE = 'https://api.example.com/payments';

/** An issuer, and a validator that accepts its access tokens under these route rules. */
export function makePayments(authorization: ValidationContractInput['authorization'] = {}) {
  const issuer = makeTestIssuer({ claims: { aud: AUDIENCE } });
  const validator = makeTestValidator({
    contract: {
      schema: 1,
      issuers: [{ issuer: issuer.issuer, algorithms: ['ES256'] }],
      audiences: [AUDIENCE],
      token_type: { typ: ['at+jwt'] },
      authorization,
    },
    issuers: [issuer],
  });
  return { issuer, validator };
}
