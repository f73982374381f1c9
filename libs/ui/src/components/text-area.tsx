'use client';

import { Field as BaseField } from '@base-ui/react/field';
import type { ComponentProps } from 'react';
import { cx } from '../lib/cx.js';
import { controlClass } from './input.js';

export interface TextAreaProps extends Omit<ComponentProps<'textarea'>, 'className' | 'rows'> {
  rows: number;
}

/** Several lines of text, inside a `Field`. */
export function TextArea({ rows, ...rest }: TextAreaProps) {
  return (
    <BaseField.Control
      render={<textarea rows={rows} {...rest} />}
      className={cx(controlClass, 'h-auto resize-y py-1.5')}
    />
  );
}
