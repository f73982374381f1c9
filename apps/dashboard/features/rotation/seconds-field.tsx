import { Field, Input, formatDuration } from '@accord/ui';

export interface SecondsFieldProps {
  label: string;
  name: string;
  /** A share instead of a duration. */
  percent?: boolean | undefined;
  value: string;
  hint: string;
  /** Computed, and set off from the hint. */
  minimum?: string | null;
  error: string | undefined;
  onChange: (text: string) => void;
}

function inWords(text: string): string | null {
  const seconds = Number(text);
  if (text.trim() === '' || !Number.isSafeInteger(seconds) || seconds < 60) return null;
  return `= ${formatDuration(seconds)}`;
}

/** Seconds, or a share, with what they mean beside. */
export function SecondsField(props: SecondsFieldProps) {
  const { label, name, percent, value, hint, minimum = null, error, onChange } = props;
  const words = percent ? null : inWords(value);
  return (
    <Field
      label={`${label} (${percent ? '%' : 's'})`}
      name={name}
      error={error}
      hint={
        <>
          {words !== null && <span className="text-text">{words} · </span>}
          {hint}
          {minimum !== null && <span className="block font-medium">{minimum}</span>}
        </>
      }
    >
      <Input inputMode="numeric" autoComplete="off" value={value} onValueChange={onChange} />
    </Field>
  );
}
