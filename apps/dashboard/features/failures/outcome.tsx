import { FAILURE_GROUPS, failureGroup, isUnverified, type Outcome } from '@accord/contract';
import { ACCEPTED_COLOR, SeriesSwatch, Status, reasonColor } from '@accord/ui';
import { ShieldCheck, ShieldQuestionMark } from 'lucide-react';

export type Trust = 'verified' | 'unverified' | 'no_token';

const WITHOUT_TOKEN: ReadonlySet<string> = new Set(['request', 'contract', 'internal']);

/** Whether an outcome rests on a signature that holds, on what anybody can write, or on no token at all. */
export function trustOf(outcome: Outcome): Trust {
  if (outcome === 'accepted') return 'verified';
  if (WITHOUT_TOKEN.has(failureGroup(outcome))) return 'no_token';
  return isUnverified(outcome) ? 'unverified' : 'verified';
}

/** The one colour of an outcome. */
export function outcomeColor(outcome: Outcome): string {
  if (outcome === 'accepted') return ACCEPTED_COLOR;
  const group = failureGroup(outcome);
  const reasons: readonly string[] = FAILURE_GROUPS[group];
  return reasonColor(group, reasons.indexOf(outcome), reasons.length);
}

/** An outcome by its stable name, beside its colour. */
export function OutcomeLabel({ outcome }: { outcome: Outcome }) {
  return (
    <span className="inline-flex items-center gap-2">
      <SeriesSwatch color={outcomeColor(outcome)} hatched={trustOf(outcome) === 'unverified'} />
      <code className="wrap-anywhere">{outcome}</code>
    </span>
  );
}

export function TrustLabel({ trust }: { trust: Trust }) {
  if (trust === 'no_token') return <span className="text-muted">No token read</span>;
  return trust === 'verified' ? (
    <Status tone="neutral" icon={ShieldCheck}>
      Verified
    </Status>
  ) : (
    <Status tone="warn" icon={ShieldQuestionMark}>
      Unverified
    </Status>
  );
}
