import { Checkbox, Field, Input } from '@accord/ui';
import { RepeatedRows } from './repeated-rows';
import { EMPTY_VERIFIER, type VerifierRow } from './schedule-rows';
import { SecondsField } from './seconds-field';

const DURATIONS = [
  {
    member: 'copy_age_seconds',
    label: 'Copy age',
    hint: 'The oldest that its copy gets: the sum of all its caches.',
  },
  { member: 'cooldown_seconds', label: 'Cool-down', hint: 'From one such fetch to the next.' },
  {
    member: 'negative_cache_seconds',
    label: 'Missing key',
    hint: 'For how long it remembers that a key is not there.',
  },
] as const;

export interface ScheduleVerifiersProps {
  rows: readonly VerifierRow[];
  errors: Readonly<Record<string, string>>;
  onChange: (rows: readonly VerifierRow[]) => void;
}

/** Who else reads the keys, and for how long they keep a copy. */
export function ScheduleVerifiers({ rows, errors, onChange }: ScheduleVerifiersProps) {
  return (
    <RepeatedRows
      title="Verifiers without the SDK"
      hint="Whatever else reads the JWKS, such as a gateway. All algorithms of the issuer share them."
      noun="verifier"
      path="inputs.plain_verifiers"
      rows={rows}
      empty={EMPTY_VERIFIER}
      errors={errors}
      onChange={onChange}
    >
      {(row, path, change) => {
        const durations = DURATIONS.map(({ member, ...field }) => (
          <SecondsField
            key={member}
            {...field}
            name={`${path}.${member}`}
            value={row[member]}
            error={errors[`${path}.${member}`]}
            onChange={(text) => change({ [member]: text })}
          />
        ));
        return (
          <>
            <Field label="Name" name={`${path}.name`} error={errors[`${path}.name`]}>
              <Input autoComplete="off" value={row.name} onValueChange={(name) => change({ name })} />
            </Field>
            {durations[0]}
            <div className="sm:col-span-2">
              <Checkbox
                label="Fetches the keys again when it meets an unknown one"
                hint="Its copy age then does not count for the lead; the two below do."
                checked={row.refetches_on_miss}
                onChange={(refetches) => change({ refetches_on_miss: refetches })}
              />
            </div>
            {durations.slice(1)}
          </>
        );
      }}
    </RepeatedRows>
  );
}
