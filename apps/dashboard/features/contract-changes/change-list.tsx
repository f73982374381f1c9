import type { ContractChange } from '@accord/contract';
import { MarkedText } from '../shared/marked-text';
import { EffectBadge } from './effect-badge';

const ORDER: readonly ContractChange['effect'][] = ['looser', 'tighter', 'neutral'];

/** What is refused or accepted from now on, in words; what lets more through comes first. */
export function ChangeList({ changes }: { changes: readonly ContractChange[] }) {
  const sorted = ORDER.flatMap((effect) => changes.filter((change) => change.effect === effect));
  return (
    <ul aria-label="Changes" className="flex flex-col divide-y">
      {sorted.map((change) => (
        <li key={`${change.path} ${change.sentence}`} className="flex items-start gap-3 py-2 text-sm">
          <span className="flex w-18 shrink-0">
            <EffectBadge effect={change.effect} />
          </span>
          <span className="min-w-0 flex-1 break-words">
            <MarkedText text={capitalized(change.sentence)} />
            {change.path && <code className="block text-2xs text-muted">{change.path}</code>}
          </span>
        </li>
      ))}
    </ul>
  );
}

const capitalized = (sentence: string) => sentence.charAt(0).toUpperCase() + sentence.slice(1);

/** How many changes of each kind, in one line. */
export function ChangeCounts({ changes }: { changes: readonly ContractChange[] }) {
  return (
    <span className="inline-flex flex-wrap gap-1.5">
      {ORDER.map((effect) => {
        const count = changes.filter((change) => change.effect === effect).length;
        return count > 0 && <EffectBadge key={effect} effect={effect} count={count} />;
      })}
    </span>
  );
}
