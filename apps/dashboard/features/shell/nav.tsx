'use client';

import { cx } from '@accord/ui';
import Link from 'next/link';
import { usePathname } from 'next/navigation';
import { useStartIsOpen } from '../start/start-queries';
import { NAV, START, type NavItem } from './nav-items';

export interface NavProps {
  /** Called when a link is followed, e.g. to close a drawer. */
  onNavigate?: (() => void) | undefined;
}

export function Nav({ onNavigate }: NavProps) {
  const startIsOpen = useStartIsOpen();
  return (
    <nav aria-label="Main" className="flex flex-col gap-4">
      {startIsOpen && (
        <ul>
          <NavLink item={START} onNavigate={onNavigate} />
        </ul>
      )}
      {NAV.map((group) => (
        <div key={group.label}>
          <p className="mb-1 px-2 text-2xs font-medium text-faint">{group.label}</p>
          <ul className="flex flex-col gap-0.5">
            {group.items.map((item) => (
              <NavLink key={item.href} item={item} onNavigate={onNavigate} />
            ))}
          </ul>
        </div>
      ))}
    </nav>
  );
}

function NavLink({ item, onNavigate }: NavProps & { item: NavItem }) {
  const pathname = usePathname();
  const current = pathname === item.href || pathname.startsWith(`${item.href}/`);
  const Icon = item.icon;
  return (
    <li>
      <Link
        href={item.href}
        onClick={() => onNavigate?.()}
        aria-current={current ? 'page' : undefined}
        className={cx(
          'flex h-8 items-center gap-2.5 rounded-md px-2 text-sm font-medium transition-colors',
          current ? 'bg-accent-soft text-accent' : 'text-muted hover:bg-hover hover:text-text',
        )}
      >
        <Icon aria-hidden="true" className="size-4" />
        {item.label}
      </Link>
    </li>
  );
}
