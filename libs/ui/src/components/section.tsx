import { useId } from 'react';
import { cx } from '../lib/cx.js';

export interface SectionProps {
  title: string;
  /** What the section shows, in one line. */
  hint?: React.ReactNode;
  actions?: React.ReactNode;
  className?: string;
  children: React.ReactNode;
}

/** A part of a page: a heading and a hairline, not a box. */
export function Section({ title, hint, actions, className, children }: SectionProps) {
  const id = useId();
  return (
    <section aria-labelledby={id} className={cx('min-w-0', className)}>
      <div className="mb-3 flex flex-wrap items-end justify-between gap-x-4 gap-y-2 border-b pb-2">
        <div className="min-w-0">
          <h2 id={id} className="text-base font-semibold">
            {title}
          </h2>
          {hint && <p className="text-xs text-muted">{hint}</p>}
        </div>
        {actions && <div className="flex flex-wrap items-center gap-2">{actions}</div>}
      </div>
      {children}
    </section>
  );
}

export interface PageHeaderProps {
  title: React.ReactNode;
  hint?: React.ReactNode;
  actions?: React.ReactNode;
}

/** The one h1 of a page. */
export function PageHeader({ title, hint, actions }: PageHeaderProps) {
  return (
    <div className="mb-6 flex flex-wrap items-start justify-between gap-x-6 gap-y-3">
      <div className="min-w-0">
        <h1 className="text-xl font-semibold tracking-tight break-words">{title}</h1>
        {hint && <p className="mt-0.5 max-w-2xl text-sm text-pretty text-muted">{hint}</p>}
      </div>
      {actions && <div className="flex flex-wrap items-center gap-2">{actions}</div>}
    </div>
  );
}
