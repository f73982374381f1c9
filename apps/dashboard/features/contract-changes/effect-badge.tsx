import type { ContractChange } from '@accord/contract';
import { Badge, type Tone } from '@accord/ui';
import { Equal, Lock, LockOpen, type LucideIcon } from 'lucide-react';

type Effect = ContractChange['effect'];

const MARKS: Record<Effect, { tone: Tone; icon: LucideIcon; word: string }> = {
  looser: { tone: 'warn', icon: LockOpen, word: 'Looser' },
  tighter: { tone: 'info', icon: Lock, word: 'Tighter' },
  neutral: { tone: 'neutral', icon: Equal, word: 'Neutral' },
};

export interface EffectBadgeProps {
  effect: Effect;
  /** How many changes have it; left out where they are not counted. */
  count?: number;
}

/** Whether a change lets more tokens through, fewer, or neither. */
export function EffectBadge({ effect, count }: EffectBadgeProps) {
  const { tone, icon, word } = MARKS[effect];
  return (
    <Badge tone={tone} icon={icon}>
      {count === undefined ? word : `${count} ${word.toLowerCase()}`}
    </Badge>
  );
}
