'use client';

import { Button, formatTime, useTimeZone } from '@accord/ui';
import { CalendarRange } from 'lucide-react';
import { Suspense, lazy, useState } from 'react';
import type { Filters, FilterUpdate } from './filters';
import { isAbsolute, rangeOf, type TimeRange } from './windows';

const RangeDialog = lazy(async () => ({ default: (await import('./range-dialog')).RangeDialog }));

export interface AbsoluteRangeProps {
  filters: Filters;
  update: (next: FilterUpdate) => void;
}

/** The absolute range that holds, and the way to pick one. */
export function AbsoluteRange({ filters, update }: AbsoluteRangeProps) {
  const zone = useTimeZone();
  const [range, setRange] = useState<TimeRange | null>(null);
  return (
    <>
      <Button
        variant="secondary"
        size="md"
        onClick={() => setRange(rangeOf(filters, Math.floor(Date.now() / 1_000)))}
      >
        <CalendarRange aria-hidden="true" />
        {isAbsolute(filters)
          ? `${formatTime(filters.from, zone, 'minute')} – ${formatTime(filters.to, zone, 'minute')}`
          : 'From – to'}
      </Button>
      {range && (
        <Suspense>
          <RangeDialog
            range={range}
            onPick={(picked) => {
              update(picked);
              setRange(null);
            }}
            onClose={() => setRange(null)}
          />
        </Suspense>
      )}
    </>
  );
}
