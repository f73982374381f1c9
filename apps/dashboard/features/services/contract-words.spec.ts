import { ValidationContract, type ValidationContractInput } from '@accord/contract';
import { expect, it } from 'vitest';
import { contractInWords } from './contract-words';

const smallest: ValidationContractInput = {
  schema: 1,
  issuers: [{ issuer: 'https://auth.example.com', algorithms: ['RS256', 'ES256'] }],
  audiences: ['https://api.example.com/payments'],
  token_type: { typ: ['at+jwt'] },
};

function words(contract: ValidationContractInput): string {
  return contractInWords(ValidationContract.parse(contract))
    .flatMap(({ sentences }) => sentences)
    .join('\n');
}

it('says what the defaults demand', () => {
  const text = words(smallest);
  expect(text).toContain('signed with `RS256` or `ES256`, RSA keys of at least 2,048 bits.');
  expect(text).toContain('The token must be meant for `https://api.example.com/payments`.');
  expect(text).toContain('ID tokens are refused.');
  expect(text).toContain('Tokens may live for at most 1 h.');
  expect(text).toContain('No scope or role is demanded everywhere.');
});

it('calls every opt-out one', () => {
  const text = words({
    ...smallest,
    token_type: { typ: null, reject_id_tokens: false },
    claims: { audience_claim: 'resource' },
  });
  expect(text.match(/opt-out/g)).toHaveLength(3);
});

it('says what a route needs, and what happens to those that none names', () => {
  const text = words({
    ...smallest,
    authorization: {
      unmatched: 'deny',
      routes: [
        { id: 'refund', methods: ['POST'], path: '/p/:id', all_scopes: ['p:write'], any_roles: ['a', 'b'] },
      ],
    },
  });
  expect(text).toContain('`POST /p/:id` needs the scope `p:write` and one of the roles `a` or `b`.');
  expect(text).toContain('Requests that no route names are refused.');
});
