'use client';

import type { IssuerView } from '@accord/contract/http';
import type { ButtonVariant } from '@accord/ui';
import { Plus } from 'lucide-react';
import { lazy } from 'react';
import { CommandButton } from '../shared/command-button';

const CreateIssuerDialog = lazy(async () => ({
  default: (await import('./create-issuer-dialog')).CreateIssuerDialog,
}));

export interface CreateIssuerProps {
  variant: ButtonVariant;
  onCreated?: (issuer: IssuerView) => void;
}

export function CreateIssuer({ variant, onCreated }: CreateIssuerProps) {
  return (
    <CommandButton label="New issuer" icon={Plus} variant={variant} permission="issuers:write">
      {(opened) => <CreateIssuerDialog {...opened} onCreated={onCreated} />}
    </CommandButton>
  );
}
