'use client';

import { Button, type ButtonProps } from './button.js';
import { useNotify } from './toast.js';
import { Tooltip } from './tooltip.js';

export interface GuardedButtonProps extends ButtonProps {
  /** Why the action is not possible; null when it is. Focusable and read out either way. */
  blockedBecause: string | null;
}

/** A button that says why it does nothing, instead of only being grey: before it is pressed, and for fingers when it is. */
export function GuardedButton({ blockedBecause, onClick, ...rest }: GuardedButtonProps) {
  const notify = useNotify();
  if (blockedBecause === null) return <Button onClick={onClick} {...rest} />;
  const sayWhy = () => notify({ tone: 'error', title: 'Not possible now', description: blockedBecause });
  return (
    <Tooltip content={blockedBecause}>
      <Button {...rest} onClick={sayWhy} aria-disabled="true" aria-description={blockedBecause} />
    </Tooltip>
  );
}
