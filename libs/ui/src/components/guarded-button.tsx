'use client';

import { Button, type ButtonProps } from './button.js';
import { Tooltip } from './tooltip.js';

export interface GuardedButtonProps extends ButtonProps {
  /** Why the action is not possible; null when it is. Focusable and read out either way. */
  blockedBecause: string | null;
}

/** A button that says why it does nothing, instead of only being grey. */
export function GuardedButton({ blockedBecause, onClick, ...rest }: GuardedButtonProps) {
  if (blockedBecause === null) return <Button onClick={onClick} {...rest} />;
  return (
    <Tooltip content={blockedBecause}>
      <Button {...rest} aria-disabled="true" aria-description={blockedBecause} />
    </Tooltip>
  );
}
