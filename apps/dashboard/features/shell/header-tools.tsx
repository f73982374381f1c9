'use client';

import { LiveIndicator } from '@accord/ui';
import { useLive } from '../../lib/live/live-provider';
import { CopyLink } from './copy-link';
import { ThemeToggle } from './theme-toggle';
import { UserMenu } from './user-menu';
import { ZoneToggle } from './zone-toggle';

export function HeaderTools() {
  const { live, heardAt } = useLive();
  return (
    <div className="ml-auto flex items-center gap-1">
      <div className="mr-2">
        <LiveIndicator live={live} heardAt={heardAt} />
      </div>
      <CopyLink />
      <ZoneToggle />
      <ThemeToggle />
      <UserMenu />
    </div>
  );
}
