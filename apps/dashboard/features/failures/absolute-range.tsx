'use client';

import { Button, Dialog, Field, Input, formatTime, useTimeZone, type TimeZoneMode } from '@accord/ui';
import { CalendarRange } from 'lucide-react';
import { useState, type SubmitEvent } from 'react';
import type { Filters, FilterUpdate } from './filters';
import { isAbsolute, rangeOf, type TimeRange } from './windows';

const FORM = 'absolute-range';

/** Epoch seconds in the form of a `datetime-local` control, in the chosen zone. */
function toControl(seconds: number, zone: TimeZoneMode): string {
  const offset = zone === 'local' ? new Date(seconds * 1_000).getTimezoneOffset() * 60 : 0;
  return new Date((seconds - offset) * 1_000).toISOString().slice(0, 16);
}

function fromControl(value: FormDataEntryValue | null, zone: TimeZoneMode): number {
  const text = typeof value === 'string' ? value : '';
  return Math.floor(Date.parse(zone === 'utc' ? `${text}Z` : text) / 1_000);
}

export interface AbsoluteRangeProps {
  filters: Filters;
  update: (next: FilterUpdate) => void;
}

/** Two absolute times, picked by hand; beside the button stands the range that holds. */
export function AbsoluteRange({ filters, update }: AbsoluteRangeProps) {
  const zone = useTimeZone();
  const [range, setRange] = useState<TimeRange | null>(null);
  const [error, setError] = useState<string>();

  const submit = (event: SubmitEvent<HTMLFormElement>) => {
    event.preventDefault();
    const form = new FormData(event.currentTarget);
    const from = fromControl(form.get('from'), zone);
    const to = fromControl(form.get('to'), zone);
    if (!(to > from)) {
      setError('The end must lie after the beginning.');
      return;
    }
    update({ from, to });
    setError(undefined);
    setRange(null);
  };
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
      <Dialog
        open={range !== null}
        onOpenChange={() => setRange(null)}
        title="Pick a range"
        description={`Times are ${zone === 'utc' ? 'in UTC' : 'local'}.`}
        footer={
          <Button variant="primary" size="md" type="submit" form={FORM}>
            Show
          </Button>
        }
      >
        {range && (
          <form id={FORM} onSubmit={submit} className="grid gap-4 sm:grid-cols-2">
            <Field label="From" name="from">
              <Input type="datetime-local" required defaultValue={toControl(range.from, zone)} />
            </Field>
            <Field label="To" name="to" error={error}>
              <Input type="datetime-local" required defaultValue={toControl(range.to, zone)} />
            </Field>
          </form>
        )}
      </Dialog>
    </>
  );
}
