import type { ComponentProps } from 'react';
import { cx } from '../lib/cx.js';

export type ButtonVariant = 'primary' | 'secondary' | 'ghost' | 'danger';
export type ButtonSize = 'sm' | 'md' | 'icon';

const base =
  'inline-flex shrink-0 items-center justify-center gap-1.5 rounded-md font-medium whitespace-nowrap select-none ' +
  'transition-colors aria-disabled:cursor-not-allowed aria-disabled:opacity-55 disabled:cursor-not-allowed disabled:opacity-55 ' +
  '[&_svg]:size-4 [&_svg]:shrink-0';

const variants: Record<ButtonVariant, string> = {
  primary: 'bg-accent text-on-accent hover:bg-accent-hover',
  secondary: 'border border-line-strong bg-surface text-text hover:bg-hover',
  ghost: 'text-muted hover:bg-hover hover:text-text',
  danger: 'bg-danger text-on-accent hover:bg-danger-hover',
};

const sizes: Record<ButtonSize, string> = {
  sm: 'h-7 px-2.5 text-xs',
  md: 'h-8 px-3 text-sm',
  icon: 'size-8',
};

/** The look of a button, for links that act as one. */
export function buttonClass(variant: ButtonVariant, size: ButtonSize): string {
  return cx(base, variants[variant], sizes[size]);
}

export interface ButtonProps extends ComponentProps<'button'> {
  variant: ButtonVariant;
  size: ButtonSize;
}

export function Button({ variant, size, className, type, ...rest }: ButtonProps) {
  return <button type={type ?? 'button'} className={cx(buttonClass(variant, size), className)} {...rest} />;
}
