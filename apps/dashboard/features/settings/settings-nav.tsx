'use client';

import { cx } from '@accord/ui';
import Link from 'next/link';
import { usePathname } from 'next/navigation';
import { SETTINGS_SECTIONS } from './settings-sections';

/** The sections of the settings; on a narrow screen they wrap, so that all of them stay in sight. */
export function SettingsNav() {
  const pathname = usePathname();
  return (
    <nav aria-label="Settings" className="mb-6 border-b pb-2">
      <ul className="-mx-2.5 flex flex-wrap gap-0.5">
        {SETTINGS_SECTIONS.map(({ href, label }) => {
          const current = pathname === href;
          return (
            <li key={href}>
              <Link
                href={href}
                aria-current={current ? 'page' : undefined}
                className={cx(
                  'flex h-8 items-center rounded-md px-2.5 text-sm font-medium transition-colors',
                  current ? 'bg-accent-soft text-accent' : 'text-muted hover:bg-hover hover:text-text',
                )}
              >
                {label}
              </Link>
            </li>
          );
        })}
      </ul>
    </nav>
  );
}
