import type { FailuresView } from '@accord/contract/http';
import type { ChartMarker } from '@accord/ui';

export type Change = FailuresView['markers'][number];

/** What can change a verdict, in words; other steps, such as making a key, are left out. */
const WORDS: Readonly<Record<string, string>> = {
  'contract.published': 'Contract published',
  'key.published': 'Key published',
  'key.activated': 'Key activated',
  'key.deactivated': 'Key deactivated',
  'key.removed': 'Key removed',
  'key.compromised': 'Key reported compromised',
  'issuer.cut_off': 'Issuer cut off',
  'issuer.cut_off_loosened': 'Cut-off of issuer loosened',
  'revocation.created': 'Revocation added',
  'revocation.lifted': 'Revocation lifted',
};

const isRevocation = ({ action }: Change) => action.startsWith('revocation.');

/** How a change is drawn. */
export function kindOf(change: Change): ChartMarker['kind'] {
  if (change.action.startsWith('contract.')) return 'publish';
  return isRevocation(change) || change.action.startsWith('issuer.cut_off') ? 'revocation' : 'rotation';
}

/** What can change a verdict, newest first; revocations, which may come by the minute, after all others. */
export function changesOf(view: Pick<FailuresView, 'markers'>): Change[] {
  return view.markers
    .filter(({ action }) => action in WORDS)
    .sort((a, b) => Number(isRevocation(a)) - Number(isRevocation(b)) || b.change_number - a.change_number);
}

/** A change in words, with what it changed. */
export function changeWords({ action, label }: Change): string {
  return `${WORDS[action] ?? action}: ${label}`;
}
