import type { SafeBoundsResult } from '@accord/rotation';
import { Field, Input, formatDuration } from '@accord/ui';
import { nameOf, type ScheduleField, type ScheduleValues } from './schedule-form';

export interface ScheduleFieldsProps {
  fields: readonly ScheduleField[];
  values: ScheduleValues;
  bounds: SafeBoundsResult | null;
  errors: Readonly<Record<string, string>>;
  onChange: (name: string, text: string) => void;
}

/** The computed minimum of a field and who sets it; null for fields without one. */
function minimumOf(
  name: string,
  bounds: SafeBoundsResult | null,
  texts: ScheduleValues['texts'],
): string | null {
  if (bounds === null) return null;
  const { prepublishSeconds: lead, overlapSeconds: overlap, setBy } = bounds;
  if (name === 'settings.prepublish_seconds') {
    const whose = setBy.prepublish ?? 'distribution and clock error';
    return `At least ${lead} s, set by ${whose}. Empty: that minimum.`;
  }
  if (name === 'settings.overlap_seconds')
    return `At least ${overlap} s, set by signer switch, token lifetime, clock tolerance and clock error. Empty: that minimum.`;
  if (name === 'settings.interval_seconds') {
    const asked = Number(texts['settings.prepublish_seconds'] ?? 0);
    return `At least ${Math.max(lead, asked) + 1} s: longer than the lead.`;
  }
  return null;
}

function inWords({ percent }: ScheduleField, text: string): string | null {
  const seconds = Number(text);
  if (percent || text.trim() === '' || !Number.isSafeInteger(seconds) || seconds < 60) return null;
  return `= ${formatDuration(seconds)}`;
}

/** Seconds in, with their meaning and their minimum beside. */
export function ScheduleFields({ fields, values, bounds, errors, onChange }: ScheduleFieldsProps) {
  return (
    <div className="grid items-start gap-x-4 gap-y-3 sm:grid-cols-2">
      {fields.map((field) => {
        const name = nameOf(field);
        const text = values.texts[name] ?? '';
        const minimum = minimumOf(name, bounds, values.texts);
        const words = inWords(field, text);
        return (
          <Field
            key={name}
            label={`${field.label} (${field.percent ? '%' : 's'})`}
            name={name}
            error={errors[name]}
            hint={
              <>
                {words !== null && <span className="text-text">{words} · </span>}
                {field.hint}
                {minimum !== null && <span className="block font-medium">{minimum}</span>}
              </>
            }
          >
            <Input
              inputMode="numeric"
              autoComplete="off"
              value={text}
              onChange={(event) => onChange(name, event.target.value)}
            />
          </Field>
        );
      })}
    </div>
  );
}
