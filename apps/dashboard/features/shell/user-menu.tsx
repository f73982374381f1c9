'use client';

import { HeaderMenu, MenuItem, MenuLabel, Skeleton, useNotify } from '@accord/ui';
import { CircleUserRound, Link2, LogOut } from 'lucide-react';
import { asProblem } from '../../lib/api-problem';
import { useLogOut, useSession } from '../session/session-queries';
import { useCopyLink } from './copy-link';

export function UserMenu() {
  const notify = useNotify();
  const logOut = useLogOut();
  const copyLink = useCopyLink();
  const { data } = useSession();
  if (!data) return <Skeleton className="size-8 rounded-full" />;

  const leave = () =>
    logOut.mutate(undefined, {
      // A whole new page: nothing that was read in the session stays in memory.
      onSuccess: () => window.location.assign('/login'),
      onError: (error) => {
        const { title, detail } = asProblem(error);
        notify({ tone: 'error', title: `Still logged in: ${title}`, description: detail });
      },
    });
  const { name, email, role } = data.principal;
  return (
    <HeaderMenu label={`Account of ${name}`} trigger={<CircleUserRound aria-hidden="true" />}>
      <MenuLabel>
        <span className="block text-sm font-medium text-text">{name}</span>
        {email && email !== name && <span className="block">{email}</span>}
        {role && <span className="block">Role: {role}</span>}
      </MenuLabel>
      <div className="pt-1">
        <div className="sm:hidden">
          <MenuItem icon={Link2} onSelect={() => void copyLink()}>
            Copy link to this page
          </MenuItem>
        </div>
        <MenuItem icon={LogOut} onSelect={leave}>
          Log out
        </MenuItem>
      </div>
    </HeaderMenu>
  );
}
