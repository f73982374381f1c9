import { ArrowRight } from 'lucide-react';

/** A field of a form that has another value now, in words. */
export interface ValueChange {
  label: string;
  from: string;
  to: string;
}

export function ValueChanges({ changes }: { changes: readonly ValueChange[] }) {
  return (
    <ul aria-label="Changes" className="flex flex-col gap-1">
      {changes.map(({ label, from, to }) => (
        <li key={label}>
          <span className="font-medium">{label}</span>: <del className="text-muted">{from}</del>{' '}
          <ArrowRight aria-label="becomes" className="inline size-3.5 text-muted" /> {to}
        </li>
      ))}
    </ul>
  );
}
