import { ContractChange } from '@accord/contract';
import type { AuditEventView } from '@accord/contract/http';
import { z } from 'zod';
import { ChangeList } from '../contract-changes/change-list';
import { JsonDiff } from '../contract-changes/json-diff';

const WithChanges = z.looseObject({ changes: z.array(ContractChange) });

/** What an event did: in words where it brings them, then line by line. */
export function EventDiff({ event: { before, after } }: { event: AuditEventView }) {
  const worded = WithChanges.safeParse(after);
  const { changes, ...rest } = worded.success ? worded.data : { changes: [] };
  if (before === null && after === null)
    return <p className="text-muted">The event itself says everything: there is no before and after.</p>;
  return (
    <div className="flex flex-col gap-4">
      {changes.length > 0 && <ChangeList changes={changes} />}
      <JsonDiff title="Before (−) and after (+)" from={before} to={worded.success ? rest : after} />
    </div>
  );
}
