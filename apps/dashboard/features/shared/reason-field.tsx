import { Field, TextArea } from '@accord/ui';

/** Why something is done, as the form's member `reason`: the log keeps it for ever. */
export function ReasonField() {
  return (
    <Field label="Reason" name="reason" hint="Who reads the log later should understand why.">
      <TextArea rows={2} required maxLength={2000} />
    </Field>
  );
}
