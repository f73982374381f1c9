import type { LintFinding } from '@accord/contract';
import { plural } from '@accord/ui';
import { useId } from 'react';
import { FindingNotes } from './finding-notes';

/** What the lint still says of a draft that may be published: warnings, since errors refuse it. */
export function OpenFindings({ findings }: { findings: readonly LintFinding[] }) {
  const id = useId();
  if (findings.length === 0) return null;
  return (
    <section aria-labelledby={id} className="flex flex-col gap-1.5">
      <p id={id} className="text-xs text-muted">
        {plural(findings.length, 'warning', 'warnings')} of the lint, which publishing leaves as they are
      </p>
      <FindingNotes findings={findings} />
    </section>
  );
}
