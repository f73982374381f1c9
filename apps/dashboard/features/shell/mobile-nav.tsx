'use client';

import { Button } from '@accord/ui';
import { Menu } from 'lucide-react';
import { Suspense, lazy, useState } from 'react';

const NavDrawer = lazy(async () => ({ default: (await import('./nav-drawer')).NavDrawer }));

/** Opens the navigation as a drawer, which is loaded when it is first asked for. */
export function MobileNav() {
  const [open, setOpen] = useState(false);
  return (
    <>
      <Button
        variant="ghost"
        size="icon"
        aria-label="Open navigation"
        aria-haspopup="dialog"
        aria-expanded={open}
        onClick={() => setOpen(true)}
      >
        <Menu aria-hidden="true" />
      </Button>
      {open && (
        <Suspense>
          <NavDrawer onClose={() => setOpen(false)} />
        </Suspense>
      )}
    </>
  );
}
