'use client';

import type { ServiceView } from '@accord/contract/http';
import { Plus } from 'lucide-react';
import { lazy } from 'react';
import { CommandButton } from '../shared/command-button';

const CreateServiceDialog = lazy(async () => ({
  default: (await import('./create-service-dialog')).CreateServiceDialog,
}));

export interface CreateServiceProps {
  onCreated?: (service: ServiceView) => void;
}

export function CreateService({ onCreated }: CreateServiceProps) {
  return (
    <CommandButton label="New service" icon={Plus} permission="services:write">
      {(opened) => <CreateServiceDialog {...opened} onCreated={onCreated} />}
    </CommandButton>
  );
}
