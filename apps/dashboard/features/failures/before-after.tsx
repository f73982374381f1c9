'use client';

import { Button, CountdownTime, Section, TimeText, formatDuration, useNow } from '@accord/ui';
import { X } from 'lucide-react';
import { useEffect, useRef } from 'react';
import { comparableAt, comparedSpans, moreToCome } from './compare';
import { Comparison } from './comparison';
import type { Filters, FilterUpdate } from './filters';

export interface BeforeAfterProps {
  /** The change, in epoch seconds. */
  at: number;
  filters: Filters;
  update: (next: FilterUpdate) => void;
}

const STILL_COMING = 'Reports of the minutes after the change are still coming in.';

/** The same stretch of time before a change and after it, outcome by outcome. */
export function BeforeAfter({ at, filters, update }: BeforeAfterProps) {
  const now = useNow() ?? at;
  const spans = comparedSpans(at, now);
  const ref = useRef<HTMLDivElement>(null);
  // It opens below the picture, and may be out of sight of the mark that was pressed.
  useEffect(() => {
    ref.current?.scrollIntoView({ block: 'nearest' });
  }, [at]);
  return (
    <div ref={ref} className="mt-10 scroll-mb-10">
      <Section
        title="Before and after"
        hint={
          <>
            {spans && `${formatDuration(spans.after.to - spans.after.from)} on each side of `}
            <TimeText at={at} precision="second" />
            {spans && moreToCome(at, now) && `. ${STILL_COMING} Those that are complete are compared.`}
          </>
        }
        actions={
          <Button
            variant="ghost"
            size="icon"
            aria-label="Close the comparison"
            onClick={() => update({ compare: null })}
          >
            <X aria-hidden="true" />
          </Button>
        }
      >
        {spans ? (
          <Comparison {...spans} filters={filters} update={update} />
        ) : (
          <p className="text-sm text-muted">
            {STILL_COMING} The first whole minute can be compared <CountdownTime at={comparableAt(at)} />.
          </p>
        )}
      </Section>
    </div>
  );
}
