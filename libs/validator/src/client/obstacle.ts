import type { LastPoll } from './poll-loop.js';
import type { Refusal } from './policy-keeper.js';

const OWN_AUTHORITY =
  'name the certificate of your own authority in NODE_EXTRA_CA_CERTS before the process starts';

/** What to do about the answers, and the lack of answers, that a first start meets. */
const ADVICE: Readonly<Record<string, string>> = {
  policy_not_published: 'publish a contract for this service and environment',
  credential_refused: 'create a new credential in the dashboard under Services',
  route_not_found: 'url must be the base URL of the API, without /v1',
  // Older control planes say this of routes, too.
  not_found: 'url must be the base URL of the API, without /v1',
  redirect_not_followed: 'url must be the final one, as redirects are not followed',
  ENOTFOUND: 'the host in url is not known here',
  ECONNREFUSED: 'nothing listens at url',
  ERR_TLS_CERT_ALTNAME_INVALID: 'the certificate is for another host than url names',
  SELF_SIGNED_CERT_IN_CHAIN: OWN_AUTHORITY,
  DEPTH_ZERO_SELF_SIGNED_CERT: OWN_AUTHORITY,
  UNABLE_TO_VERIFY_LEAF_SIGNATURE: OWN_AUTHORITY,
  UNABLE_TO_GET_ISSUER_CERT: OWN_AUTHORITY,
  UNABLE_TO_GET_ISSUER_CERT_LOCALLY: OWN_AUTHORITY,
};

/** What keeps the first policy from coming, in a sentence for people. */
export function obstacleOf(refusal: Refusal | null, lastPoll: LastPoll | null): string {
  if (refusal) return `the last bundle was refused (${refusal.code}): ${refusal.detail}`;
  if (!lastPoll) return 'the control plane has not answered yet';
  const { status, code, cause } = lastPoll;
  const known = cause ?? code;
  const advice = known === null ? undefined : ADVICE[known];
  const rest = advice === undefined ? '' : `: ${advice}`;
  if (status === null) return `the control plane cannot be reached (${known})${rest}`;
  return known === null ? `it answers ${status}` : `it answers ${status} ${known}${rest}`;
}
