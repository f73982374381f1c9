import type { SafeBoundsResult } from '@accord/rotation';
import { nameOf, type ScheduleField, type ScheduleValues } from './schedule-form';
import { SecondsField } from './seconds-field';

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

/** Seconds in, with their meaning and their minimum beside. */
export function ScheduleFields({ fields, values, bounds, errors, onChange }: ScheduleFieldsProps) {
  return (
    <div className="grid items-start gap-x-4 gap-y-3 sm:grid-cols-2">
      {fields.map((field) => {
        const name = nameOf(field);
        return (
          <SecondsField
            key={name}
            label={field.label}
            name={name}
            percent={field.percent}
            value={values.texts[name] ?? ''}
            hint={field.hint}
            minimum={minimumOf(name, bounds, values.texts)}
            error={errors[name]}
            onChange={(text) => onChange(name, text)}
          />
        );
      })}
    </div>
  );
}
