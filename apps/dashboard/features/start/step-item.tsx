import { cx } from '@accord/ui';
import { Check } from 'lucide-react';
import type { StartStep } from './start-steps';

export interface StepItemProps {
  step: StartStep;
  number: number;
  /** The first one that is not done. */
  current: boolean;
  /** What came of it, or what to do. */
  children: React.ReactNode;
}

/** One line of the checklist: done with what came of it, or open with what to do. */
export function StepItem({ step: { title, done }, number, current, children }: StepItemProps) {
  return (
    <li
      aria-current={current ? 'step' : undefined}
      className={cx(
        'relative flex gap-3 border-b px-3 py-4 last:border-b-0 sm:gap-4 sm:px-4',
        current && 'bg-surface',
      )}
    >
      <span
        aria-hidden="true"
        className={cx(
          'flex size-6 shrink-0 items-center justify-center rounded-full border text-xs font-medium tabular-nums',
          done && 'border-transparent bg-ok-soft text-ok',
          current && 'border-accent text-accent',
          !done && !current && 'border-line-strong text-muted',
        )}
      >
        {done ? <Check className="size-3.5" strokeWidth={2.5} /> : number}
      </span>
      <div className="min-w-0 flex-1">
        <h2 className={cx('text-sm leading-6', done ? 'text-muted' : 'font-medium')}>
          {title}
          <span className="sr-only">{done ? ': done' : ': to do'}</span>
        </h2>
        <div className="text-sm text-muted">{children}</div>
      </div>
    </li>
  );
}
