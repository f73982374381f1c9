import type { Permission, Role } from '@accord/contract';
import { EmptyState } from '@accord/ui';
import { Lock } from 'lucide-react';

export interface NotAllowedProps {
  permission: Permission;
  role: Role | null;
  /** What is not shown: "the change log". */
  what: string;
}

/** In the place of what a role may not see: says which right is missing and whom to ask. */
export function NotAllowed({ permission, role, what }: NotAllowedProps) {
  return (
    <EmptyState icon={Lock} title={`Your role does not show you ${what}`}>
      Your role, {role ?? 'current'}, does not include <code>{permission}</code>. Ask an administrator for a
      role that does.
    </EmptyState>
  );
}
