'use client';

import { Button, Tooltip } from '@accord/ui';
import { Moon, Sun } from 'lucide-react';
import { useTheme } from 'next-themes';

/** Switches between light and dark; until it is used, the system decides. */
export function ThemeToggle() {
  const { resolvedTheme, setTheme } = useTheme();
  return (
    <Tooltip content="Switch between light and dark">
      <Button
        variant="ghost"
        size="icon"
        aria-label="Switch between light and dark"
        onClick={() => setTheme(resolvedTheme === 'dark' ? 'light' : 'dark')}
      >
        <Sun aria-hidden="true" className="dark:hidden" />
        <Moon aria-hidden="true" className="hidden dark:block" />
      </Button>
    </Tooltip>
  );
}
