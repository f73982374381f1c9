import type { LucideIcon } from 'lucide-react';

export interface EmptyStateProps {
  icon: LucideIcon;
  title: string;
  /** The next action, in words. */
  children: React.ReactNode;
  /** The next action, as something to press or to copy. */
  action?: React.ReactNode;
}

/** Nothing here yet: says what to do next, never only that there is nothing. */
export function EmptyState({ icon: Icon, title, children, action }: EmptyStateProps) {
  return (
    <div className="flex flex-col items-center gap-3 rounded-lg border border-dashed border-line-strong px-4 py-10 text-center">
      <Icon aria-hidden="true" className="size-6 text-faint" strokeWidth={1.75} />
      <div className="max-w-md">
        <p className="font-medium">{title}</p>
        <div className="mt-1 text-sm text-balance text-muted">{children}</div>
      </div>
      {action && <div className="w-full max-w-2xl text-left">{action}</div>}
    </div>
  );
}
