'use client';

import { Role } from '@accord/contract';
import { Select } from '@accord/ui';

const CAN: Readonly<Record<Role, string>> = {
  viewer: 'Looks at policy, keys, failures and fleet.',
  editor: 'Also writes services, drafts, service credentials and new issuers.',
  approver: 'Also publishes, rotates keys, revokes, makes issuer credentials and reads the log.',
  auditor: 'Reads everything, with log, people and tokens; changes nothing.',
  admin: 'May do everything, with people, tokens, environments and the baseline.',
};

const OPTIONS = Role.options.map((value) => ({ value, label: value }));

/** One of the roles, with what it may do. */
export function RoleSelect({ value, onChange }: { value: Role; onChange: (role: Role) => void }) {
  return (
    <div>
      <Select label="Role" options={OPTIONS} value={value} onChange={(next) => onChange(Role.parse(next))} />
      <p className="mt-1 text-xs text-muted">{CAN[value]}</p>
    </div>
  );
}
