import type { FailureReason } from '@accord/contract';
import type { InspectedCheck } from '@accord/contract/http';
import { compileRules, explainFailure, stepStates, type ExplainFacts } from '@accord/policy';
import type { Judged } from './inspected-policy.js';

type Members = Readonly<Record<string, unknown>>;

/** The ordered checks behind a verdict; the failed ones say what was expected, what was found and what to do. */
export function checksOf(judged: Judged): InspectedCheck[] {
  const { verdict, claimsOnly } = judged;
  const facts = factsOf(judged);
  const reason: FailureReason | null = verdict.ok ? null : verdict.reason;
  const furtherReasons = verdict.ok ? [] : verdict.furtherReasons;
  const issuerKnown = facts.issuer !== null && verdict.issuer === facts.issuer.issuer;
  return stepStates({ reason, furtherReasons, issuerKnown, claimsOnly }).map((step) => ({
    ...step,
    explanation: step.state === 'failed' ? explainFailure(step.reason, facts) : null,
  }));
}

function factsOf({ token, payload, at, request }: Judged): ExplainFacts {
  const [header, claims] = token.split('.', 2).map(membersOf);
  const rules = payload && compileRules(payload.contract);
  const iss = claims?.['iss'];
  const issuer = typeof iss === 'string' ? (rules?.issuers.get(iss) ?? null) : null;
  const jwks = payload?.issuers.find((entry) => entry.issuer === issuer?.issuer)?.jwks;
  return {
    rules,
    issuer,
    keys: jwks?.keys.map(({ kid, alg }) => (alg === undefined ? kid : `${kid} (${alg})`)) ?? null,
    header: header ?? null,
    claims: claims ?? null,
    tokenBytes: Buffer.byteLength(token),
    now: at,
    request: request ?? null,
  };
}

/** For words only: what the validator made of the token is decided already. */
function membersOf(part: string): Members | null {
  try {
    const value: unknown = JSON.parse(Buffer.from(part, 'base64url').toString('utf8'));
    return typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Members) : null;
  } catch {
    return null;
  }
}
