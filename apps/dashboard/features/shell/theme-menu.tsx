'use client';

import { Menu, MenuChoice } from '@accord/ui';
import { Monitor, Moon, Sun } from 'lucide-react';
import { useTheme } from 'next-themes';

const THEMES = [
  { value: 'system', label: 'As the system', icon: Monitor },
  { value: 'light', label: 'Light', icon: Sun },
  { value: 'dark', label: 'Dark', icon: Moon },
];

export function ThemeMenu() {
  const { theme, setTheme } = useTheme();
  const icons = (
    <>
      <Sun aria-hidden="true" className="dark:hidden" />
      <Moon aria-hidden="true" className="hidden dark:block" />
    </>
  );
  return (
    <Menu label="Colours" iconOnly trigger={icons}>
      <MenuChoice label="Colours" value={theme ?? 'system'} onChange={setTheme} options={THEMES} />
    </Menu>
  );
}
