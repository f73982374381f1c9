import type { LintFinding } from '@accord/contract';
import { cx } from '@accord/ui';
import { CircleX, TriangleAlert } from 'lucide-react';

/** What the lint says, each with its stable code. */
export function FindingNotes({ id, findings }: { id?: string; findings: readonly LintFinding[] }) {
  if (findings.length === 0) return null;
  return (
    <ul id={id} className="flex flex-col gap-1">
      {findings.map((finding) => (
        <li
          key={`${finding.code} ${finding.path.join('.')}`}
          className={cx(
            'flex items-start gap-1.5 text-xs',
            finding.severity === 'error' ? 'text-danger' : 'text-warn',
          )}
        >
          <FindingIcon severity={finding.severity} />
          <span>
            {finding.message} <code className="whitespace-nowrap opacity-90">{finding.code}</code>
          </span>
        </li>
      ))}
    </ul>
  );
}

export function FindingIcon({ severity }: Pick<LintFinding, 'severity'>) {
  const Icon = severity === 'error' ? CircleX : TriangleAlert;
  return (
    <Icon
      role="img"
      aria-label={severity === 'error' ? 'Error' : 'Warning'}
      className="mt-0.5 size-3.5 shrink-0"
    />
  );
}
