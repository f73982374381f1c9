'use client';

import { KeySquare } from 'lucide-react';
import { lazy } from 'react';
import { CommandButton, type CommandButtonProps } from '../shared/command-button';

const ConnectServiceDialog = lazy(async () => ({
  default: (await import('./connect-service-dialog')).ConnectServiceDialog,
}));

export interface CreateCredentialProps extends Required<Pick<CommandButtonProps, 'variant'>> {
  service: string;
  environment: string;
}

export function CreateCredential({ service, environment, variant }: CreateCredentialProps) {
  return (
    <CommandButton label="New credential" icon={KeySquare} variant={variant} permission="credentials:write">
      {(opened) => <ConnectServiceDialog service={service} environment={environment} {...opened} />}
    </CommandButton>
  );
}
