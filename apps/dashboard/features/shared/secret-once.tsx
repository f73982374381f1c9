import { CodeSnippet } from '@accord/ui';
import { TriangleAlert } from 'lucide-react';

export interface SecretOnceProps {
  /** What it is, above the code: `Credential`. */
  title: string;
  /** Missing when a lost answer was asked for again: the API tells a secret a single time. */
  secret: string | undefined;
}

/** A secret that nobody can read again, with the warning that says so. */
export function SecretOnce({ title, secret }: SecretOnceProps) {
  return (
    <div className="flex flex-col gap-3">
      <p className="flex items-start gap-2 rounded-md bg-warn-soft px-3 py-2">
        <TriangleAlert aria-hidden="true" className="mt-0.5 size-4 shrink-0 text-warn" />
        <span>
          {secret === undefined
            ? 'It was made, but its answer got lost, and the secret is told only once. Revoke it and make another one.'
            : 'Copy it now: only its hash is kept, so nobody can show it again.'}
        </span>
      </p>
      {secret !== undefined && <CodeSnippet title={title} code={secret} />}
    </div>
  );
}
