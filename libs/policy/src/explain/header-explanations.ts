import type { FailureReason } from '@accord/contract';
import { oneOf, shown, type Explain, type ExplainFacts } from './explanation.js';

const keysOf = ({ keys, issuer }: ExplainFacts): string =>
  keys === null ? `the keys of ${issuer?.issuer ?? 'the issuer'}` : oneOf(keys);
const member = ({ header }: ExplainFacts, name: string): string => `${name} ${shown(header, name)}`;

const fixed = (expected: string, actual: string, fix: string): Explain => {
  const explanation = { expected, actual, fix };
  return () => explanation;
};
const key =
  (expected: string, fix: string): Explain =>
  (facts) => ({ expected: `${expected}; known: ${keysOf(facts)}`, actual: member(facts, 'kid'), fix });

/** Groups 3 to 8: what is read before the signature holds. */
export const HEADER_EXPLANATIONS: Partial<Record<FailureReason, Explain>> = {
  token_too_large: ({ rules, tokenBytes }) => ({
    expected: `at most ${rules?.contract.limits.max_token_bytes ?? 0} bytes`,
    actual: `${tokenBytes} bytes`,
    fix: 'Leave claims out of the token, or raise limits.max_token_bytes.',
  }),
  token_encrypted: fixed(
    'a signed token of three parts',
    'five parts: an encrypted token (JWE)',
    'Let the issuer send signed access tokens.',
  ),
  token_malformed: fixed(
    'three parts with dots between them',
    'another number of parts',
    'Check that the whole token was copied, and that it is a JWT: opaque tokens cannot be validated here.',
  ),
  bad_base64url: fixed(
    'base64url without padding (RFC 7515 §2)',
    'other characters, padding or stray bits',
    'Check for spaces or line breaks from copying; otherwise the issuer’s library is at fault.',
  ),
  header_invalid: fixed(
    'a JSON object whose alg and typ are strings',
    'something else',
    'Look at the decoded header; the issuer’s library is at fault.',
  ),
  header_duplicate_member: fixed(
    'each member once',
    'a member that stands twice',
    'Correct the issuer: parsers disagree on which of the two counts.',
  ),
  alg_missing: fixed('an alg in the header', 'none', 'Let the issuer name its algorithm (RFC 7515 §4.1.1).'),
  alg_none: (facts) => ({
    expected: oneOf(facts.rules?.algorithms),
    actual: member(facts, 'alg'),
    fix: 'Never accept this: anybody can write an unsigned token. Find out who sent it.',
  }),
  alg_not_allowed: (facts) => ({
    expected: oneOf(facts.issuer?.algorithms ?? facts.rules?.algorithms),
    actual: member(facts, 'alg'),
    fix: 'Let the issuer sign with an allowed algorithm, or add this one to the issuer in the contract.',
  }),
  crit_unsupported: fixed(
    'no crit and no b64 member',
    'the header demands an extension',
    'Let the issuer leave the extension out.',
  ),
  header_key_forbidden: fixed(
    'a kid that names a known key',
    'a key, or a link to one, inside the token',
    'Find out who sent it: a token must never bring its own key. Let the issuer leave jwk, jku, x5u and x5c out.',
  ),
  kid_missing: key('a kid in the header', 'Let the issuer name its key in the header (RFC 7515 §4.1.4).'),
  kid_invalid: key('a kid of 1 to 256 characters', 'Correct the kid at the issuer.'),
  payload_too_deep: ({ rules }) => ({
    expected: `at most ${rules?.contract.limits.max_depth ?? 0} levels`,
    actual: 'deeper nesting',
    fix: 'Flatten the claim at the issuer, or raise limits.max_depth.',
  }),
  payload_invalid: fixed('a JSON object in UTF-8', 'something else', 'Check what the issuer signs.'),
  payload_duplicate_claim: fixed(
    'each claim once',
    'a claim that stands twice',
    'Correct the issuer: parsers disagree on which of the two counts.',
  ),
  iss_missing: ({ rules }) => ({
    expected: oneOf(rules?.issuers.keys()),
    actual: 'no iss',
    fix: 'Let the issuer write its iss (RFC 9068 §2.2).',
  }),
  wrong_iss: ({ rules, claims }) => ({
    expected: oneOf(rules?.issuers.keys()),
    actual: shown(claims, 'iss'),
    fix: 'Get the token from a named issuer, or add this one to the contract. Compared as a string: mind a slash at the end.',
  }),
  key_revoked: key(
    'a key that is not denied',
    'Get a new token. If the key should still be trusted, look at why it was denied on the rotation page.',
  ),
  jwks_unavailable: key(
    'keys of the issuer',
    'Check on the rotation page why the issuer’s keys could not be fetched.',
  ),
  key_not_found: key(
    'a key that the issuer publishes',
    'Check that the token comes from this environment’s issuer, and that the issuer published the key before it signed with it.',
  ),
  key_ambiguous: key('one key with this kid', 'Give every key of the issuer a kid of its own.'),
  key_alg_mismatch: (facts) => ({
    expected: `the algorithm of the key; known: ${keysOf(facts)}`,
    actual: `${member(facts, 'alg')}, ${member(facts, 'kid')}`,
    fix: 'Let the issuer sign with the algorithm that it publishes for the key.',
  }),
  key_too_weak: key(
    'a key of full strength',
    'Replace the key at the issuer; see min_rsa_bits of the contract.',
  ),
  bad_signature: (facts) => ({
    expected: `a signature by ${member(facts, 'kid')}`,
    actual: 'it does not hold',
    fix: 'The token was changed after signing, cut off in copying, or signed by another key under the same kid.',
  }),
};
