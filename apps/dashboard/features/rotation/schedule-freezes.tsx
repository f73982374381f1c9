import { Field, Input } from '@accord/ui';
import { RepeatedRows } from './repeated-rows';
import { EMPTY_FREEZE, type FreezeRow } from './schedule-rows';

export interface ScheduleFreezesProps {
  rows: readonly FreezeRow[];
  errors: Readonly<Record<string, string>>;
  onChange: (rows: readonly FreezeRow[]) => void;
}

/** The times in which keys stay as they are. */
export function ScheduleFreezes({ rows, errors, onChange }: ScheduleFreezesProps) {
  return (
    <RepeatedRows
      title="Freezes"
      hint="Between these times no key becomes active or is removed by itself. Emergencies pass."
      noun="freeze"
      path="settings.freezes"
      rows={rows}
      empty={EMPTY_FREEZE}
      errors={errors}
      onChange={onChange}
    >
      {(row, path, change) => (
        <>
          <Field label="From (UTC)" name={`${path}.from`} error={errors[`${path}.from`]}>
            <Input
              type="datetime-local"
              step="1"
              value={row.from}
              onValueChange={(from) => change({ from })}
            />
          </Field>
          <Field label="To (UTC)" name={`${path}.until`} error={errors[`${path}.until`]}>
            <Input
              type="datetime-local"
              step="1"
              value={row.until}
              onValueChange={(until) => change({ until })}
            />
          </Field>
          <div className="sm:col-span-2">
            <Field
              label="Reason"
              name={`${path}.reason`}
              hint="Stands wherever a key waits for it."
              error={errors[`${path}.reason`]}
            >
              <Input autoComplete="off" value={row.reason} onValueChange={(reason) => change({ reason })} />
            </Field>
          </div>
        </>
      )}
    </RepeatedRows>
  );
}
