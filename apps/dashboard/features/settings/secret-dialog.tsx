'use client';

import { Button, Dialog } from '@accord/ui';
import { SecretOnce } from '../shared/secret-once';

export interface SecretDialogProps {
  title: string;
  /** What the secret is, above the code. */
  what: string;
  secret: string | undefined;
  /** What to do with it. */
  children: React.ReactNode;
  onClose: () => void;
}

/** Shows a secret this once. Escape would throw it away, so only the button closes it. */
export function SecretDialog({ title, what, secret, children, onClose }: SecretDialogProps) {
  return (
    <Dialog
      open
      closable={false}
      onOpenChange={() => undefined}
      title={title}
      footer={
        <Button variant="primary" size="md" onClick={onClose}>
          {secret === undefined ? 'Close' : 'I have copied it'}
        </Button>
      }
    >
      <div className="flex flex-col gap-4">
        <SecretOnce title={what} secret={secret} />
        {secret !== undefined && <div className="text-muted">{children}</div>}
      </div>
    </Dialog>
  );
}
