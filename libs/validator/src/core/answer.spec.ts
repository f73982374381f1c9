import { Algorithm, FailureReason } from '@accord/contract';
import { describe, expect, it } from 'vitest';
import { answerFor } from './answer.js';

const OPTIONS = { publicScopes: ['payments:read'], retryAfterSeconds: 30 };
const answer = (reason: FailureReason, dpop: 'off' | 'optional' | 'required' = 'off') =>
  answerFor(
    { reason, dpop, requiredScopes: ['payments:read', 'secret'], acrValues: ['gold', 'bad"value'] },
    OPTIONS,
  );

/** The page's table, written out: everything that is not named here answers 401 invalid_token. */
const TABLE: Partial<Record<FailureReason, [status: number, code: string]>> = {
  token_missing: [401, 'authentication_required'],
  scheme_unsupported: [401, 'authentication_required'],
  token_multiple: [400, 'invalid_request'],
  path_ambiguous: [400, 'invalid_request'],
  route_unknown: [403, 'insufficient_scope'],
  insufficient_scope: [403, 'insufficient_scope'],
  missing_role: [403, 'insufficient_scope'],
  tenant_mismatch: [403, 'insufficient_scope'],
  acr_insufficient: [401, 'insufficient_user_authentication'],
  contract_missing: [503, 'temporarily_unavailable'],
  contract_invalid: [503, 'temporarily_unavailable'],
  contract_stale: [503, 'temporarily_unavailable'],
  jwks_unavailable: [503, 'temporarily_unavailable'],
  revocation_unavailable: [503, 'temporarily_unavailable'],
  validator_error: [503, 'temporarily_unavailable'],
};

describe('answerFor', () => {
  it.each(FailureReason.options)('answers %s as the table says', (reason) => {
    const { status, body, retryAfter, wwwAuthenticate } = answer(reason);
    expect([status, body.code]).toEqual(TABLE[reason] ?? [401, 'invalid_token']);
    expect(body.status).toBe(status);
    expect(retryAfter).toBe(status === 503 ? 30 : null);
    expect(wwwAuthenticate === null).toBe(status === 503);
    // The reason belongs to logs; only an expired token may be told so (RFC 6750 §3.1).
    const public_ = ['insufficient_scope', 'contract_missing'].includes(reason) ? [] : [reason];
    for (const word of public_) expect(JSON.stringify([wwwAuthenticate, body])).not.toContain(word);
  });

  it('uses one constant description for every invalid token but an expired one', () => {
    const invalid = FailureReason.options.filter((reason) => answer(reason).body.code === 'invalid_token');
    const told = new Set(
      invalid.filter((reason) => reason !== 'token_expired').map((reason) => JSON.stringify(answer(reason))),
    );
    expect(told.size).toBe(1);
    expect(answer('token_expired').wwwAuthenticate).toBe(
      'Bearer error="invalid_token", error_description="The access token expired"',
    );
  });

  it('challenges barely where no token came (RFC 6750 §3.1)', () => {
    expect(answer('token_missing').wwwAuthenticate).toBe('Bearer');
    expect(answer('scheme_unsupported').wwwAuthenticate).toBe('Bearer');
  });

  it('asks for the schemes that the contract takes, with what a proof may be signed with (RFC 9449 §7.1, §7.2)', () => {
    const algs = `DPoP algs="${Algorithm.options.join(' ')}"`;
    expect(answer('token_missing', 'required').wwwAuthenticate).toBe(algs);
    expect(answer('token_missing', 'optional').wwwAuthenticate).toBe(`Bearer, ${algs}`);
    expect(answer('token_expired', 'required').wwwAuthenticate).toBe(
      `DPoP error="invalid_token", error_description="The access token expired", ${algs.slice('DPoP '.length)}`,
    );
    expect(answer('token_expired', 'optional').wwwAuthenticate).toBe(
      `Bearer error="invalid_token", error_description="The access token expired", ${algs}`,
    );
    expect(answer('contract_missing', 'required').wwwAuthenticate).toBeNull();
  });

  it('names only public scopes', () => {
    expect(answer('insufficient_scope').wwwAuthenticate).toBe(
      'Bearer error="insufficient_scope", error_description="The access token does not grant this request", scope="payments:read"',
    );
  });

  it('names the accepted classes (RFC 9470 §3), and nothing that could break out of the header', () => {
    expect(answer('acr_insufficient').wwwAuthenticate).toMatch(/, acr_values="gold"$/);
  });
});
