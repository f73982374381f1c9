import type { LucideIcon } from 'lucide-react';
import { cx } from '../lib/cx.js';

export type Tone = 'ok' | 'info' | 'warn' | 'danger' | 'neutral' | 'accent';

const text: Record<Tone, string> = {
  ok: 'text-ok',
  info: 'text-info',
  warn: 'text-warn',
  danger: 'text-danger',
  neutral: 'text-muted',
  accent: 'text-accent',
};

const soft: Record<Tone, string> = {
  ok: 'bg-ok-soft text-ok',
  info: 'bg-info-soft text-info',
  warn: 'bg-warn-soft text-warn',
  danger: 'bg-danger-soft text-danger',
  neutral: 'bg-sunken text-muted',
  accent: 'bg-accent-soft text-accent',
};

export interface StatusProps {
  tone: Tone;
  icon: LucideIcon;
  /** The word: colour and icon never stand alone. */
  children: React.ReactNode;
  /** A sentence, which takes several lines where there is no room. */
  wrap?: boolean;
}

/** A state: colour + icon + word. */
export function Status({ tone, icon: Icon, children, wrap = false }: StatusProps) {
  return (
    <span className={cx('inline-flex items-center gap-1.5', !wrap && 'whitespace-nowrap', text[tone])}>
      <Icon aria-hidden="true" className="size-3.5 shrink-0" strokeWidth={2.25} />
      <span>{children}</span>
    </span>
  );
}

export interface BadgeProps {
  tone: Tone;
  icon?: LucideIcon;
  children: React.ReactNode;
}

/** A short label on a soft ground. */
export function Badge({ tone, icon: Icon, children }: BadgeProps) {
  return (
    <span
      className={cx(
        'inline-flex h-5 items-center gap-1 rounded-sm px-1.5 text-2xs font-medium whitespace-nowrap',
        soft[tone],
      )}
    >
      {Icon && <Icon aria-hidden="true" className="size-3 shrink-0" strokeWidth={2.25} />}
      {children}
    </span>
  );
}
