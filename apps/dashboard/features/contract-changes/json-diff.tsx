'use client';

import { cx } from '@accord/ui';
import { useState } from 'react';
import { type LineBlock, type LineMark, aroundFold, lineBlocks } from './line-diff';

const MARKS: Record<LineMark, { sign: string; look: string; word: string }> = {
  same: { sign: ' ', look: '', word: '' },
  removed: { sign: '−', look: 'bg-danger-soft text-danger', word: 'removed: ' },
  added: { sign: '+', look: 'bg-ok-soft text-ok', word: 'added: ' },
};

export interface JsonDiffProps {
  /** What is compared: `v3 → v4`. */
  title: string;
  from: unknown;
  to: unknown;
}

/** Null stands for what is not there: it has no lines. */
const textOf = (value: unknown) => (value === null ? '' : JSON.stringify(value, null, 2));

/** Two JSON values line by line, with unchanged stretches folded. */
export function JsonDiff({ title, from, to }: JsonDiffProps) {
  const blocks = lineBlocks(textOf(from), textOf(to));
  return (
    <figure className="overflow-hidden rounded-md border bg-surface">
      <figcaption className="border-b bg-sunken px-3 py-1.5 text-xs text-muted">{title}</figcaption>
      <div
        tabIndex={0}
        role="group"
        aria-label={title}
        className="max-h-[60vh] overflow-auto py-1 font-mono text-xs leading-5 focus-visible:-outline-offset-2"
      >
        {blocks.map((block, index) => (
          <Block key={index} block={block} />
        ))}
      </div>
    </figure>
  );
}

function Block({ block }: { block: LineBlock }) {
  const [open, setOpen] = useState(false);
  if (open || block.folded === 0) return <Lines mark={block.mark} lines={block.lines} />;
  const { before, after } = aroundFold(block);
  return (
    <>
      <Lines mark="same" lines={before} />
      <button
        type="button"
        onClick={() => setOpen(true)}
        className="my-0.5 w-full border-y border-dashed bg-sunken px-3 text-left font-sans text-xs text-muted hover:text-text focus-visible:-outline-offset-2"
      >
        Show {block.folded} unchanged lines
      </button>
      <Lines mark="same" lines={after} />
    </>
  );
}

function Lines({ mark, lines }: { mark: LineMark; lines: readonly string[] }) {
  const { sign, look, word } = MARKS[mark];
  return lines.map((line, index) => (
    <div key={index} className={cx('flex min-w-max gap-2 px-3 whitespace-pre', look)}>
      <span aria-hidden="true" className="w-2 select-none">
        {sign}
      </span>
      {word && <span className="sr-only">{word}</span>}
      <span>{line}</span>
    </div>
  ));
}
