'use client';

import { Button, Dialog, Field, Input, useTimeZone, type TimeZoneMode } from '@accord/ui';
import { useState, type SubmitEvent } from 'react';
import { utcOfEpoch } from '../shared/utc-time';
import type { TimeRange } from './windows';
import { zoneWords } from './zone-words';

const FORM = 'absolute-range';

/** Epoch seconds in the form of a `datetime-local` control, in the chosen zone. */
function toControl(seconds: number, zone: TimeZoneMode): string {
  const offset = zone === 'local' ? new Date(seconds * 1_000).getTimezoneOffset() * 60 : 0;
  return utcOfEpoch(seconds - offset).slice(0, 16);
}

function fromControl(value: FormDataEntryValue | null, zone: TimeZoneMode): number {
  const text = typeof value === 'string' ? value : '';
  return Math.floor(Date.parse(zone === 'utc' ? `${text}Z` : text) / 1_000);
}

export interface RangeDialogProps {
  range: TimeRange;
  onPick: (range: { from: number; to: number }) => void;
  onClose: () => void;
}

/** Asks for two absolute times. */
export function RangeDialog({ range, onPick, onClose }: RangeDialogProps) {
  const zone = useTimeZone();
  const [error, setError] = useState<string>();
  const submit = (event: SubmitEvent<HTMLFormElement>) => {
    event.preventDefault();
    const form = new FormData(event.currentTarget);
    const from = fromControl(form.get('from'), zone);
    const to = fromControl(form.get('to'), zone);
    if (to > from) onPick({ from, to });
    else setError('The end must lie after the beginning.');
  };
  return (
    <Dialog
      open
      onOpenChange={onClose}
      title="Pick a range"
      description={`Times are in ${zoneWords(zone, range.to)}.`}
      footer={
        <Button variant="primary" size="md" type="submit" form={FORM}>
          Show
        </Button>
      }
    >
      <form id={FORM} onSubmit={submit} className="grid gap-4 sm:grid-cols-2">
        <Field label="From" name="from">
          <Input type="datetime-local" required defaultValue={toControl(range.from, zone)} />
        </Field>
        <Field label="To" name="to" error={error}>
          <Input type="datetime-local" required defaultValue={toControl(range.to, zone)} />
        </Field>
      </form>
    </Dialog>
  );
}
