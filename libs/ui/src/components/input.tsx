'use client';

import { Field as BaseField } from '@base-ui/react/field';
import { Input as BaseInput } from '@base-ui/react/input';
import type { ComponentProps } from 'react';
import { cx } from '../lib/cx.js';

export const controlClass =
  'h-8 w-full rounded-md border border-control-line bg-surface px-2.5 text-sm text-text ' +
  'hover:border-muted focus-visible:outline-offset-0 aria-invalid:border-danger disabled:opacity-55';

export interface InputProps extends Omit<ComponentProps<typeof BaseInput>, 'className'> {
  className?: string;
}

export function Input({ className, ...rest }: InputProps) {
  return <BaseInput className={cx(controlClass, className)} {...rest} />;
}

export interface FieldProps {
  label: string;
  name: string;
  /** Hidden labels are still read out. */
  labelHidden?: boolean;
  /** A small label, for filters that stand in a row. */
  quiet?: boolean;
  /** What the value means; stays visible beside an error. */
  hint?: React.ReactNode;
  error?: string | undefined;
  children: React.ReactNode;
}

/** Every control's label looks like this; a hidden one is still read out, a quiet one stands in a row of filters. */
export function labelClass(labelHidden = false, quiet = false): string {
  if (labelHidden) return 'sr-only';
  return cx('font-medium', quiet ? 'truncate text-xs text-muted' : 'text-sm');
}

/** Label, control, hint and error, tied together for assistive technology. */
export function Field({ label, name, labelHidden, quiet, hint, error, children }: FieldProps) {
  return (
    <BaseField.Root name={name} invalid={error !== undefined} className="flex min-w-0 flex-col gap-1">
      <BaseField.Label className={labelClass(labelHidden, quiet)}>{label}</BaseField.Label>
      {children}
      {hint && <BaseField.Description className="text-xs text-muted">{hint}</BaseField.Description>}
      <BaseField.Error match={error !== undefined} className="text-xs text-danger">
        {error}
      </BaseField.Error>
    </BaseField.Root>
  );
}
