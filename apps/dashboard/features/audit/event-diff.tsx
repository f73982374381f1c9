import { ContractChange } from '@accord/contract';
import type { AuditEventView } from '@accord/contract/http';
import { Badge, cx } from '@accord/ui';
import { Equal, Lock, LockOpen } from 'lucide-react';
import { z } from 'zod';
import { diffJson, type DiffLine } from './json-diff';

const WithChanges = z.looseObject({ changes: z.array(ContractChange) });

const EFFECTS = {
  tighter: { tone: 'ok', icon: Lock, word: 'Tighter' },
  looser: { tone: 'danger', icon: LockOpen, word: 'Looser' },
  neutral: { tone: 'neutral', icon: Equal, word: 'Neutral' },
} as const;

/** What an event did: in words where it brings them, then member by member, with what stayed the same folded. */
export function EventDiff({ event }: { event: AuditEventView }) {
  const worded = WithChanges.safeParse(event.after);
  const { changes, ...after } = worded.success ? worded.data : { changes: [] };
  const { changed, same } = diffJson(event.before, worded.success ? after : event.after);
  return (
    <div className="flex flex-col gap-4">
      {changes.length > 0 && (
        <ul aria-label="In words" className="flex flex-col gap-1.5">
          {changes.map(({ effect, path, sentence }) => (
            <li key={`${path} ${sentence}`} className="flex items-start gap-2">
              <Badge tone={EFFECTS[effect].tone} icon={EFFECTS[effect].icon}>
                {EFFECTS[effect].word}
              </Badge>
              <span className="min-w-0 break-words">{sentence}</span>
            </li>
          ))}
        </ul>
      )}
      {changed.length > 0 && <Lines lines={changed} label="What changed" />}
      {changed.length === 0 && same.length === 0 && (
        <p className="text-muted">The event itself says everything: there is no before and after.</p>
      )}
      {same.length > 0 && (
        <details>
          <summary className="w-fit cursor-pointer rounded-sm text-muted hover:text-text">
            {same.length} unchanged {same.length === 1 ? 'member' : 'members'}
          </summary>
          <div className="pt-2">
            <Lines lines={same} label="What stayed the same" />
          </div>
        </details>
      )}
    </div>
  );
}

function Lines({ lines, label }: { lines: readonly DiffLine[]; label: string }) {
  return (
    <dl aria-label={label} className="flex flex-col divide-y border-y text-xs">
      {lines.map((line) => (
        <div
          key={line.path}
          className="grid gap-x-4 gap-y-1 py-1.5 sm:grid-cols-[minmax(0,2fr)_minmax(0,5fr)]"
        >
          <dt className="font-medium break-words">{line.path === '' ? 'value' : line.path}</dt>
          <dd className="min-w-0">
            {line.before === line.after ? (
              <Value text={line.after ?? ''} mark=" " word="Unchanged" tone="text-muted" />
            ) : (
              <>
                {line.before !== undefined && (
                  <Value text={line.before} mark="−" word="Before" tone="bg-danger-soft text-danger" />
                )}
                {line.after !== undefined && (
                  <Value text={line.after} mark="+" word="After" tone="bg-ok-soft text-ok" />
                )}
              </>
            )}
          </dd>
        </div>
      ))}
    </dl>
  );
}

function Value({ text, mark, word, tone }: { text: string; mark: string; word: string; tone: string }) {
  return (
    <div className={cx('flex gap-2 rounded-sm px-1.5 py-0.5', tone)}>
      <span aria-hidden="true">{mark}</span>
      <span className="sr-only">{word}: </span>
      <code className="min-w-0 text-[1em] break-all">{text}</code>
    </div>
  );
}
