'use client';

import type { ServiceView } from '@accord/contract/http';
import type { ButtonVariant } from '@accord/ui';
import { Plus } from 'lucide-react';
import { lazy } from 'react';
import { CommandButton } from '../shared/command-button';

const CreateServiceDialog = lazy(async () => ({
  default: (await import('./create-service-dialog')).CreateServiceDialog,
}));

export interface CreateServiceProps {
  variant?: ButtonVariant;
  onCreated?: (service: ServiceView) => void;
}

export function CreateService({ variant = 'primary', onCreated }: CreateServiceProps) {
  return (
    <CommandButton label="New service" icon={Plus} variant={variant} permission="services:write">
      {(opened) => <CreateServiceDialog {...opened} onCreated={onCreated} />}
    </CommandButton>
  );
}
