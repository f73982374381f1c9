/** A code with the statuses that it comes with, and what the caller does about it. */
interface CodeEntry {
  statuses: readonly number[];
  advice: string;
}

/**
 * Every `code` of a problem document: an unknown one does not compile, `/openapi.json` has them as an enum, and
 * docs/problems.md is written from here. A code keeps its name and its meaning; new ones may come.
 */
export const PROBLEM_CODES = {
  malformed_request: { statuses: [400], advice: 'Send well-formed JSON in UTF-8.' },
  malformed_url: { statuses: [400], advice: 'Percent-encode the path as UTF-8.' },
  json_too_deep: { statuses: [400], advice: 'Nest the body no deeper than the detail allows.' },
  duplicate_member: { statuses: [400], advice: 'Name each member of an object once.' },
  condition_not_supported: {
    statuses: [400],
    advice: 'Send the request without the header that the detail names.',
  },
  validation_failed: {
    statuses: [400, 422],
    advice: 'Correct what `errors` lists: 422 for the body, else 400.',
  },
  cursor_invalid: { statuses: [400], advice: 'Send `next_cursor` as it came, or none to begin again.' },
  range_invalid: { statuses: [400], advice: 'Ask for a range of time that the detail allows.' },
  idempotency_key_invalid: {
    statuses: [400],
    advice: 'Send 1 to 200 visible ASCII characters, such as a UUID.',
  },

  unauthenticated: { statuses: [401], advice: 'Log in, or send a live token or credential as a bearer.' },
  credential_refused: {
    statuses: [401],
    advice: 'Send a live service credential; create a new one if need be.',
  },
  login_failed: { statuses: [401], advice: 'Check the address and the password.' },

  forbidden: { statuses: [403], advice: 'Ask an administrator for the permission in `permission`.' },
  csrf_rejected: { statuses: [403], advice: 'Do it on a page of the public URL, or with an API token.' },
  role_too_high: { statuses: [403], advice: 'Choose a role that may do no more than you.' },

  not_found: { statuses: [404], advice: 'Check the name or the path, or list what there is.' },
  route_not_found: { statuses: [404], advice: 'Check the path against `/openapi.json`.' },
  policy_not_published: { statuses: [404], advice: 'Publish a contract for this service and environment.' },
  method_not_allowed: { statuses: [405], advice: 'Use a method that `/openapi.json` lists for the path.' },
  schema_not_supported: {
    statuses: [406],
    advice: 'Update the SDK to one that reads the schema in `schema`.',
  },
  bundle_key_not_trusted: { statuses: [406], advice: 'Let the client pin a key of `/v1/trust/keys.json`.' },
  headers_too_large: { statuses: [431], advice: 'Send fewer or shorter headers.' },
  request_timeout: { statuses: [408], advice: 'Send the request again.' },

  already_exists: { statuses: [409], advice: 'Choose other values, or change what is there.' },
  already_done: {
    statuses: [409],
    advice: 'Nothing: this Idempotency-Key was carried out. Read what it made.',
  },
  baseline_breaks_contracts: {
    statuses: [409],
    advice: 'Tighten what `broken` lists, or name it in `accept_broken`.',
  },
  bundle_key_needed: { statuses: [409], advice: 'Let the instances in `needed_by` pin a newer key first.' },
  environment_exists: { statuses: [409], advice: 'Use that environment, or choose another name.' },
  issuer_archived: { statuses: [409], advice: 'Create another issuer.' },
  issuer_exists: { statuses: [409], advice: 'Use that issuer, or choose another name and another `iss`.' },
  issuer_in_use: { statuses: [409], advice: 'Publish what `contracts` lists without this issuer first.' },
  last_admin: { statuses: [409], advice: 'Make somebody else an administrator first.' },
  last_bundle_key: {
    statuses: [409],
    advice: 'Add a new bundle key, let services pin it, then retire this one.',
  },
  no_account: { statuses: [409], advice: 'Log in: an API token is no person.' },
  no_draft: { statuses: [409], advice: 'Look at the newest version, then begin a draft.' },
  no_password: { statuses: [409], advice: 'Log in as a person: an API token has no password.' },
  nothing_to_publish: { statuses: [409], advice: 'Nothing: the version in force means the same.' },
  rotation_blocked: { statuses: [409], advice: 'Do or await what `blockers` lists.' },
  service_archived: { statuses: [409], advice: 'Create a service under another name.' },
  service_exists: { statuses: [409], advice: 'Choose another name.' },
  too_many_bundle_keys: { statuses: [409], advice: 'Retire a bundle key that nobody needs first.' },
  too_many_credentials: { statuses: [409], advice: 'Revoke a credential that is no longer used first.' },
  too_many_revocations: {
    statuses: [409],
    advice: 'Revoke the subject or the client, or set `not_before` of the issuer.',
  },
  user_exists: { statuses: [409], advice: 'Change that account instead.' },

  edit_conflict: { statuses: [412], advice: 'Take over from `current` what you want, then send its ETag.' },
  body_too_large: { statuses: [413], advice: 'Send less at once.' },
  uri_too_long: { statuses: [414], advice: 'Send a shorter URL.' },
  unsupported_media_type: { statuses: [415], advice: 'Send the body as `application/json`.' },

  address_forbidden: { statuses: [422], advice: 'Give an address outside of the network.' },
  contract_refused: {
    statuses: [422],
    advice: 'Correct what `findings` lists, save the draft, publish again.',
  },
  time_to_come: { statuses: [422], advice: 'Give a time in epoch seconds that has passed.' },
  encryption_key_unusable: {
    statuses: [422],
    advice: 'Send the public key as your JOSE library exports it.',
  },
  draft_holds_secret: { statuses: [422], advice: 'Remove the secret from the contract.' },
  expired_already: { statuses: [422], advice: 'Choose an `expires_at` after now (epoch seconds), or null.' },
  expiry_in_the_past: {
    statuses: [422],
    advice: 'Choose an `expires_at` after now (epoch seconds), or none.',
  },
  idempotency_key_reused: { statuses: [422], advice: 'Use a new key for each new request.' },
  interval_too_short: { statuses: [422], advice: 'Raise what `violations` lists to its minimum.' },
  lead_too_short: { statuses: [422], advice: 'Raise what `violations` lists to its minimum.' },
  not_external: { statuses: [422], advice: 'Leave `jwks_uri` out: the issuer is managed.' },
  not_managed: { statuses: [422], advice: 'Rotate the keys where the external issuer keeps them.' },
  overlap_too_short: { statuses: [422], advice: 'Raise what `violations` lists to its minimum.' },
  revocation_until_too_early: { statuses: [422], advice: 'Send `needed_until` as `until`, or none.' },
  url_not_https: { statuses: [422], advice: 'Give an https address.' },
  url_too_long: { statuses: [422], advice: 'Give a shorter address.' },
  window_in_future: { statuses: [422], advice: 'Correct the clock (`now`), drop the counts.' },
  window_too_old: { statuses: [422], advice: 'Drop the counts.' },
  wrong_password: { statuses: [422], advice: 'Type the current password again.' },

  if_match_required: { statuses: [428], advice: 'Look at `current`, then send its ETag in If-Match.' },
  login_locked: { statuses: [429], advice: 'Wait for as long as Retry-After says.' },
  rate_limited: { statuses: [429], advice: 'Wait for as long as Retry-After says, then go on more slowly.' },

  internal_error: { statuses: [500], advice: 'Try again; if it stays, give `request_id` to an operator.' },
  behind: {
    statuses: [503],
    advice: 'Look into the log of this replica: it does not follow the change log.',
  },
  busy: { statuses: [503], advice: 'Send the same request again.' },
  database_unavailable: {
    statuses: [503],
    advice: 'Send it again; an operator checks DATABASE_URL and the server.',
  },
  database_read_only: {
    statuses: [503],
    advice: 'Send it again; an operator looks whether it is a standby.',
  },
  database_full: { statuses: [503], advice: 'Tell an operator, who has to make room.' },
  clock_wrong: { statuses: [503], advice: 'Set the clock of the replica and of the database by NTP.' },
  stopping: { statuses: [503], advice: 'Send it again: another replica answers.' },
  replica_behind: { statuses: [503], advice: 'Keep the policy in force and ask again.' },
  sealed_key_unreadable: {
    statuses: [503],
    advice: 'Start the API with the master key that sealed its keys.',
  },
  shutting_down: { statuses: [503], advice: 'Open the stream again.' },
  too_slow: { statuses: [503], advice: 'Ask for less, or try again.' },
  warming_up: { statuses: [503], advice: 'Send the same request again.' },
} as const satisfies Readonly<Record<string, CodeEntry>>;

export type ProblemCode = keyof typeof PROBLEM_CODES;

/** The codes that come with this status. */
export type CodeOf<Status extends number> = {
  [Code in ProblemCode]: Status extends (typeof PROBLEM_CODES)[Code]['statuses'][number] ? Code : never;
}[ProblemCode];

export function isProblemCode(code: string): code is ProblemCode {
  return Object.hasOwn(PROBLEM_CODES, code);
}
