import { Button, Status } from '@accord/ui';
import { CloudCheck, CloudOff, GitCompareArrows, LoaderCircle, Lock, PenLine } from 'lucide-react';
import type { SaveState } from './draft-sync';

export interface SaveStatusProps {
  save: SaveState;
  /** Whether the JSON beside the form can be read at all. */
  readable: boolean;
  hasDraft: boolean;
  /** Whether something is in force, with which the editor opens where there is no draft. */
  isPublished: boolean;
  readOnly: boolean;
  onRetry: () => void;
  onResolve: () => void;
}

/** How far the draft has reached the server, always in sight. */
export function SaveStatus(props: SaveStatusProps) {
  const { save, readOnly, onRetry, onResolve } = props;
  return (
    <div role="status" aria-label="Draft" className="flex flex-wrap items-center gap-2 text-sm">
      {readOnly ? (
        <Status tone="neutral" icon={Lock}>
          Read only
        </Status>
      ) : (
        <Words {...props} />
      )}
      {save.kind === 'failed' && (
        <Button variant="secondary" size="sm" onClick={onRetry}>
          Save again
        </Button>
      )}
      {save.kind === 'conflict' && (
        <Button variant="secondary" size="sm" onClick={onResolve}>
          Look at both
        </Button>
      )}
    </div>
  );
}

function Words({ save, readable, hasDraft, isPublished }: SaveStatusProps) {
  if (!readable) {
    return (
      <Status tone="danger" icon={CloudOff}>
        Not saved: the JSON cannot be read
      </Status>
    );
  }
  switch (save.kind) {
    case 'saved':
      return !hasDraft && !isPublished ? (
        <Status tone="neutral" icon={PenLine}>
          Nothing saved yet
        </Status>
      ) : (
        <Status tone="ok" icon={CloudCheck}>
          {hasDraft ? 'Draft saved' : 'No changes'}
        </Status>
      );
    case 'waiting':
      return (
        <Status tone="neutral" icon={PenLine}>
          Not saved yet
        </Status>
      );
    case 'saving':
      return (
        <Status tone="info" icon={LoaderCircle}>
          Saving…
        </Status>
      );
    case 'failed':
      return (
        <Status tone="danger" icon={CloudOff}>
          {/* The notice with what to do stands at the top, which may be far away. */}
          Not saved: {save.problem.title}
        </Status>
      );
    case 'conflict':
      return (
        <Status tone="danger" icon={GitCompareArrows}>
          Not saved: somebody else changed the draft
        </Status>
      );
  }
}
