import type { FailureReason } from '@accord/contract';
import { checkAuthorization, requiredScopes } from './check-authorization.js';
import { checkBinding } from './check-binding.js';
import { checkForbidden, checkForms, checkParties, checkTime } from './check-claims.js';
import { checkRevocation } from './check-revocation.js';
import { checkType } from './check-type.js';
import type {
  Check,
  Evaluation,
  EvaluationContext,
  Failure,
  Note,
  Subject,
  VerifiedToken,
} from './evaluation.js';
import { isNamed, matchRoutes } from './routes.js';
import type { CompiledRules } from './rules.js';
import { readFacts, type TokenFacts } from './token-facts.js';

/** Groups 9 to 13 of the failure reasons, in their order. */
const ALL_CHECKS: readonly Check[] = [
  checkType,
  checkForms,
  checkParties,
  checkTime,
  checkForbidden,
  checkBinding,
  checkRevocation,
  checkAuthorization,
];

/** Those of them that depend on more than the token and the contract. */
const CHANGING_CHECKS: readonly Check[] = [checkTime, checkBinding, checkRevocation, checkAuthorization];

/**
 * Judges a token whose signature holds. All checks run, so that further reasons can be told; the first failure in
 * the list's order is the token's reason. Pure: time and request are given. `enforcement` is the caller's concern.
 */
export function evaluate(
  token: VerifiedToken,
  rules: CompiledRules,
  context: EvaluationContext,
  facts: TokenFacts = readFacts(token, rules),
): Evaluation {
  return run(ALL_CHECKS, token, rules, context, facts);
}

/**
 * Judges a token again that `evaluate` accepted under the same rules: time, sender, revocation and authorization are
 * looked at anew; what depends on nothing but token and contract held then and holds now.
 */
export function evaluateAgain(
  token: VerifiedToken,
  rules: CompiledRules,
  context: EvaluationContext,
  facts: TokenFacts,
): Evaluation {
  return run(CHANGING_CHECKS, token, rules, context, facts);
}

function run(
  checks: readonly Check[],
  token: VerifiedToken,
  rules: CompiledRules,
  context: EvaluationContext,
  facts: TokenFacts,
): Evaluation {
  const { request } = context;
  const matched = request === null ? NOTHING : matchRoutes(rules.routes, request.method, request.path);
  const named = request !== null && isNamed(matched, request.path);
  const subject: Subject = { token, rules, context, matched, named, facts };
  let failures: Failure[] | undefined;
  const fail = (reason: FailureReason, about?: string): void => {
    (failures ??= []).push(about === undefined ? { reason } : { reason, about });
  };
  for (const check of checks) check(subject, fail);
  const notes = notesOf(subject);
  const failure = failures?.[0];
  if (failures === undefined || failure === undefined)
    return notes === NOTHING ? ACCEPTED : { ...ACCEPTED, notes };
  return {
    failure,
    furtherReasons: furtherReasons(failures),
    notes,
    requiredScopes: requiredScopes(subject),
  };
}

/** Shared, so that an accepted token costs neither lists nor objects. */
const NOTHING: readonly never[] = Object.freeze([]);
const ACCEPTED: Evaluation = Object.freeze({
  failure: null,
  furtherReasons: NOTHING,
  notes: NOTHING,
  requiredScopes: NOTHING,
});

function furtherReasons(failures: readonly Failure[]): readonly FailureReason[] {
  if (failures.length < 2) return NOTHING;
  const distinct = new Set(failures.map((failure) => failure.reason));
  return [...distinct].slice(1);
}

/** A route that the contract does not name is worth a note only where it names some. */
function notesOf({ facts: { forbidden }, rules, named }: Subject): readonly Note[] {
  const unmatched = rules.routes.length > 0 && !named;
  if (forbidden.length === 0 && !unmatched) return NOTHING;
  const notes: Note[] = forbidden.map((value) => ({ note: 'forbidden_claim', value }));
  if (unmatched) notes.push({ note: 'route_unmatched' });
  return notes;
}
