import { RotateCw, TriangleAlert } from 'lucide-react';
import { cx } from '../lib/cx.js';
import { Button } from './button.js';

export interface ErrorStateProps {
  /** The problem's title. */
  title: string;
  /** What to do next, from the problem's detail. */
  detail?: string | undefined;
  requestId?: string | undefined;
  /** Said when older data stays on screen under the error. */
  keptSince?: React.ReactNode;
  onRetry?: () => void;
  retrying?: boolean;
}

/** A problem with its request id and a way to try again. A strip when old data stays below it. */
export function ErrorState({ title, detail, requestId, keptSince, onRetry, retrying }: ErrorStateProps) {
  return (
    <div
      role="alert"
      className={cx(
        'flex flex-wrap items-start gap-x-3 gap-y-2 rounded-md bg-danger-soft px-3 py-2.5 text-sm',
        keptSince ? 'mb-4' : null,
      )}
    >
      <TriangleAlert aria-hidden="true" className="mt-0.5 size-4 shrink-0 text-danger" />
      <div className="min-w-0 flex-1 basis-60">
        <p className="font-medium text-danger">{title}</p>
        {detail && <p className="text-text">{detail}</p>}
        {keptSince && <p className="text-muted">{keptSince}</p>}
        {requestId && (
          <p className="mt-0.5 text-xs text-muted">
            Request <code className="break-all select-all">{requestId}</code>
          </p>
        )}
      </div>
      {onRetry && (
        <Button variant="secondary" size="sm" onClick={onRetry} aria-disabled={retrying ?? false}>
          <RotateCw aria-hidden="true" className={retrying ? 'animate-spin' : undefined} />
          {retrying ? 'Trying…' : 'Try again'}
        </Button>
      )}
    </div>
  );
}
