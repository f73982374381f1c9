import { FAILURE_GROUPS, failureGroup, trustOf, type Outcome, type Trust } from '@accord/contract';
import { ACCEPTED_COLOR, SeriesSwatch, Status, reasonColor } from '@accord/ui';
import { ShieldCheck, ShieldQuestionMark } from 'lucide-react';

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

export const TRUST_WORDS: Readonly<Record<Trust, string>> = {
  verified: 'Verified',
  unverified: 'Unverified',
  no_token: 'No token read',
};

export function TrustLabel({ trust }: { trust: Trust }) {
  const words = TRUST_WORDS[trust];
  if (trust === 'no_token') return <span className="text-muted">{words}</span>;
  return trust === 'verified' ? (
    <Status tone="neutral" icon={ShieldCheck}>
      {words}
    </Status>
  ) : (
    <Status tone="warn" icon={ShieldQuestionMark}>
      {words}
    </Status>
  );
}
