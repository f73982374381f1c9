'use client';

import { Button, Dialog } from '@accord/ui';
import { useId, type SubmitEvent } from 'react';
import { CommandProblem } from './command-problem';
import { textOf } from './form-text';
import { ReasonField } from './reason-field';

export interface CommandDialogProps {
  title: string;
  description: string;
  wide?: boolean;
  /** The button that does it, at rest and while it runs. */
  label: string;
  runningLabel: string;
  tone?: 'primary' | 'danger';
  cancelLabel?: string;
  /** The command, as TanStack tells of it. */
  command: { isPending: boolean; error: Error | null };
  /** False for what nobody asks the reason of: making something new. */
  asksReason?: boolean;
  /** Cannot be sent as it stands; what stands in the dialog says why. */
  blocked?: boolean;
  /** Gets the reason, without spaces around it and empty where none was asked for, and the whole form. */
  onSubmit: (reason: string, form: FormData) => void;
  onClose: () => void;
  /** What it does, and what else has to be said for it. */
  children: React.ReactNode;
}

/** Says what a command does before it is done, and asks why. A refusal keeps what was written. */
export function CommandDialog({
  title,
  description,
  wide = false,
  label,
  runningLabel,
  tone = 'primary',
  cancelLabel = 'Leave it',
  command: { isPending, error },
  asksReason = true,
  blocked = false,
  onSubmit,
  onClose,
  children,
}: CommandDialogProps) {
  const id = useId();
  const submit = (event: SubmitEvent<HTMLFormElement>) => {
    event.preventDefault();
    const form = new FormData(event.currentTarget);
    const reason = textOf(form, 'reason').trim();
    if (isPending || blocked || (asksReason && reason === '')) return;
    onSubmit(reason, form);
  };
  return (
    <Dialog
      open
      wide={wide}
      onOpenChange={onClose}
      title={title}
      description={description}
      footer={
        <>
          <Button variant="secondary" size="md" onClick={onClose}>
            {cancelLabel}
          </Button>
          <Button variant={tone} size="md" type="submit" form={id} aria-disabled={isPending || blocked}>
            {isPending ? runningLabel : label}
          </Button>
        </>
      }
    >
      <form id={id} onSubmit={submit} className="flex flex-col gap-4">
        <CommandProblem error={error} />
        {children}
        {asksReason && <ReasonField />}
      </form>
    </Dialog>
  );
}
