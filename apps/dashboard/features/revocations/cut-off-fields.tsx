import { Field, Input } from '@accord/ui';

export interface CutOffFieldsProps {
  issuer: string;
  problem: string | undefined;
}

/** Before which time everything of an issuer is refused, and what that means. */
export function CutOffFields({ issuer, problem }: CutOffFieldsProps) {
  return (
    <>
      <Field label="Issued before (UTC)" name="not_before" hint="Empty: now." error={problem}>
        <Input type="datetime-local" step="1" />
      </Field>
      <p>
        Every token that <strong>{issuer}</strong> issued before this time is refused everywhere, for good.
        People and machines have to get a new one.
      </p>
    </>
  );
}
