import { Problem } from '../platform/errors/problem.js';
import { tooManyRequests, unavailable } from '../platform/errors/problems.js';

/** On purpose it is not said which of the three: unknown, expired or revoked. */
export function credentialRefused(): Problem {
  return new Problem({
    status: 401,
    code: 'credential_refused',
    detail:
      'Send a live service credential as "Authorization: Bearer …". Create a new one for this service and environment if this one was revoked or has expired.',
    headers: { 'www-authenticate': 'Bearer' },
  });
}

/** Somebody is probably writing the contract just now, and watches for the service to arrive. Seconds. */
const UNPUBLISHED_RETRY_SECONDS = 10;

export function policyNotPublished(): Problem {
  return new Problem({
    status: 404,
    code: 'policy_not_published',
    detail:
      'No contract is published for this service and environment. Publish one; it is found here at once.',
    headers: { 'retry-after': String(UNPUBLISHED_RETRY_SECONDS) },
  });
}

export function schemaNotSupported(schema: number): Problem {
  return new Problem({
    status: 406,
    code: 'schema_not_supported',
    detail: `Bundles have schema ${schema}. Update the SDK to one that reads it; the policy in force stays in force.`,
    extras: { schema },
  });
}

export function bundleKeyNotTrusted(): Problem {
  return new Problem({
    status: 406,
    code: 'bundle_key_not_trusted',
    detail:
      'This client pins none of the keys that sign policy, so it could not believe any answer. Give it a key of /v1/trust/keys.json, over a way that you trust (trustKeys), and start it again. The policy in force stays in force.',
  });
}

export function pollingTooOften(retryAfterSeconds: number): Problem {
  return tooManyRequests(
    'rate_limited',
    'This credential polls too often. Let clients wait for answers (Prefer: wait=30).',
    retryAfterSeconds,
  );
}

export function warmingUp(): Problem {
  return unavailable('warming_up', 'This replica has just started. Send the same request again.', 1);
}

export function replicaBehind(): Problem {
  return unavailable(
    'replica_behind',
    'This replica cannot see the newest changes at the moment. Keep the policy in force and ask again.',
    5,
  );
}

/** What whoever comes with a service credential may be told at the door. */
export const CREDENTIAL_PROBLEMS: readonly Problem[] = [credentialRefused(), warmingUp()];
