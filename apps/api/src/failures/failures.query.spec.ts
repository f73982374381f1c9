import { FailuresQuery } from '@accord/contract/http';
import { describe, expect, it } from 'vitest';
import { wantedReasons } from './failures.query.js';

const wanted = (asked: Partial<FailuresQuery>) =>
  wantedReasons(FailuresQuery.parse({ from: 0, to: 60, ...asked }));

describe('the reasons that are asked for', () => {
  it('are all where nothing is asked for', () => {
    expect(wanted({})).toBeUndefined();
  });

  it('follow from how far they can be trusted', () => {
    expect(wanted({ trust: 'no_token' })).toEqual([
      ...['token_missing', 'token_multiple', 'scheme_unsupported', 'path_ambiguous'],
      ...['contract_missing', 'contract_invalid', 'contract_stale', 'validator_error'],
    ]);
    expect(wanted({ trust: 'unverified' })).toContain('bad_signature');
    expect(wanted({ trust: 'unverified' })).not.toContain('wrong_aud');
    expect(wanted({ trust: 'verified' })).toContain('wrong_aud');
  });

  it('meet everything that is asked for at once', () => {
    expect(wanted({ trust: 'unverified', group: 'issuer' })).toEqual(['iss_missing', 'wrong_iss']);
    expect(wanted({ trust: 'unverified', reason: 'wrong_aud' })).toEqual([]);
    expect(wanted({ group: 'issuer', reason: 'wrong_iss' })).toEqual(['wrong_iss']);
  });

  it('are none where only accepted requests are', () => {
    expect(wanted({ reason: 'accepted' })).toEqual([]);
  });
});
