import type { LintFinding } from '@accord/contract';
import { Badge } from '@accord/ui';
import { CircleCheck, CircleX, TriangleAlert } from 'lucide-react';
import { fieldId } from './editor-context';
import { FindingIcon } from './finding-notes';
import type { JsonPath } from './json-value';

/** Everything that the lint says, with the way to the field. */
export function FindingsSummary({ findings }: { findings: readonly LintFinding[] }) {
  const errors = findings.filter(({ severity }) => severity === 'error').length;
  const warnings = findings.length - errors;
  if (findings.length === 0) {
    return (
      <p className="flex items-center gap-1.5 text-sm text-muted">
        <CircleCheck aria-hidden="true" className="size-4 text-ok" />
        The lint has nothing to say.
      </p>
    );
  }
  return (
    <details className="rounded-md border text-sm" open={findings.length <= 4}>
      <summary className="flex cursor-pointer flex-wrap items-center gap-2 rounded-md px-3 py-2">
        <span className="font-medium">Lint</span>
        {errors > 0 && (
          <Badge tone="danger" icon={CircleX}>
            {errors === 1 ? '1 error' : `${errors} errors`}
          </Badge>
        )}
        {warnings > 0 && (
          <Badge tone="warn" icon={TriangleAlert}>
            {warnings === 1 ? '1 warning' : `${warnings} warnings`}
          </Badge>
        )}
      </summary>
      <ul className="divide-y border-t">
        {findings.map((finding) => (
          <li
            key={`${finding.code} ${finding.path.join('.')}`}
            className="flex items-start gap-2 px-3 py-2 text-xs"
          >
            <span className={finding.severity === 'error' ? 'text-danger' : 'text-warn'}>
              <FindingIcon severity={finding.severity} />
            </span>
            <span className="min-w-0 flex-1">
              {finding.message}{' '}
              <button
                type="button"
                onClick={() => goTo(finding.path)}
                className="rounded-sm underline hover:text-accent"
              >
                <code>{finding.path.join('.') || 'contract'}</code>
              </button>
            </span>
            <code className="text-muted max-sm:hidden">{finding.code}</code>
          </li>
        ))}
      </ul>
    </details>
  );
}

/** Leads to the control of a member, or of the nearest one around it. */
function goTo(path: JsonPath): void {
  for (let length = path.length; length > 0; length -= 1) {
    const element = document.getElementById(fieldId(path.slice(0, length)));
    if (!element) continue;
    element.scrollIntoView({ block: 'center' });
    element.focus({ preventScroll: true });
    return;
  }
}
