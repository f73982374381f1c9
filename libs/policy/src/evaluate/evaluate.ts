import type { FailureReason } from '@accord/contract';
import { checkAuthorization, requiredScopes } from './check-authorization.js';
import { checkBinding } from './check-binding.js';
import { checkForbidden, checkForms, checkParties, checkTime, forbiddenClaims } from './check-claims.js';
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
import { matchRoutes } from './routes.js';
import type { CompiledRules } from './rules.js';

/** Groups 9 to 13 of the failure reasons, in their order. */
const CHECKS: readonly Check[] = [
  checkType,
  checkForms,
  checkParties,
  checkTime,
  checkForbidden,
  checkBinding,
  checkRevocation,
  checkAuthorization,
];

/**
 * Judges a token whose signature holds. All checks run, so that further reasons can be told; the first failure in
 * the list's order is the token's reason. Pure: time and request are given. `enforcement` is the caller's concern.
 */
export function evaluate(token: VerifiedToken, rules: CompiledRules, context: EvaluationContext): Evaluation {
  const { request } = context;
  const matched = request === null ? [] : matchRoutes(rules.routes, request.method, request.path);
  const subject: Subject = { token, rules, context, matched };
  const failures: Failure[] = [];
  const fail = (reason: FailureReason, about?: string): void => {
    failures.push(about === undefined ? { reason } : { reason, about });
  };
  for (const check of CHECKS) check(subject, fail);
  const [failure = null] = failures;
  return {
    failure,
    furtherReasons: furtherReasons(failures),
    notes: notesOf(subject),
    requiredScopes: failure === null ? [] : requiredScopes(subject),
  };
}

function furtherReasons(failures: readonly Failure[]): readonly FailureReason[] {
  if (failures.length < 2) return [];
  const distinct = new Set(failures.map((failure) => failure.reason));
  return [...distinct].slice(1);
}

/** A route that the contract does not name is worth a note only where it names some. */
function notesOf(subject: Subject): readonly Note[] {
  const notes: Note[] = forbiddenClaims(subject).map((value) => ({ note: 'forbidden_claim', value }));
  if (subject.rules.routes.length > 0 && subject.matched.length === 0)
    notes.push({ note: 'route_unmatched' });
  return notes;
}
