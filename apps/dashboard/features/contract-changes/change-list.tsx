import type { ContractChange } from '@accord/contract';
import { Badge, type Tone } from '@accord/ui';
import { Equal, Lock, LockOpen, type LucideIcon } from 'lucide-react';
import { MarkedText } from '../shared/marked-text';

type Effect = ContractChange['effect'];

const MARKS: Record<Effect, { tone: Tone; icon: LucideIcon; word: string }> = {
  looser: { tone: 'warn', icon: LockOpen, word: 'Looser' },
  tighter: { tone: 'info', icon: Lock, word: 'Tighter' },
  neutral: { tone: 'neutral', icon: Equal, word: 'Neutral' },
};
const ORDER: readonly Effect[] = ['looser', 'tighter', 'neutral'];

/** What is refused or accepted from now on, in words; what lets more through comes first. */
export function ChangeList({ changes }: { changes: readonly ContractChange[] }) {
  const sorted = ORDER.flatMap((effect) => changes.filter((change) => change.effect === effect));
  return (
    <ul aria-label="Changes" className="flex flex-col divide-y">
      {sorted.map((change) => (
        <li key={`${change.path} ${change.sentence}`} className="flex items-start gap-3 py-2 text-sm">
          <span className="flex w-18 shrink-0">
            <Badge tone={MARKS[change.effect].tone} icon={MARKS[change.effect].icon}>
              {MARKS[change.effect].word}
            </Badge>
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
        if (count === 0) return null;
        const { tone, icon, word } = MARKS[effect];
        return (
          <Badge key={effect} tone={tone} icon={icon}>
            {count} {word.toLowerCase()}
          </Badge>
        );
      })}
    </span>
  );
}
