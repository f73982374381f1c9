'use client';

import { KeySquare } from 'lucide-react';
import { lazy } from 'react';
import { CommandButton, type CommandButtonProps } from '../shared/command-button';

const CreateCredentialDialog = lazy(async () => ({
  default: (await import('./create-credential-dialog')).CreateCredentialDialog,
}));

export interface CreateCredentialProps extends Pick<CommandButtonProps, 'variant'> {
  service: string;
  environment: string;
}

export function CreateCredential({ service, environment, variant = 'primary' }: CreateCredentialProps) {
  return (
    <CommandButton label="New credential" icon={KeySquare} variant={variant} permission="credentials:write">
      {(opened) => <CreateCredentialDialog service={service} environment={environment} {...opened} />}
    </CommandButton>
  );
}
