import type { Metadata } from 'next';
import Link from 'next/link';
import { NAV, type NavItem } from '../features/shell/nav-items';
import { Wordmark } from '../features/shell/wordmark';

export const metadata: Metadata = { title: 'Not found' };

export default function NotFound() {
  return (
    <main
      id="main"
      className="mx-auto flex min-h-dvh max-w-md flex-col items-start justify-center gap-4 px-4 py-8"
    >
      <Wordmark />
      <h1 className="text-xl font-semibold tracking-tight">There is nothing at this address</h1>
      <p className="text-sm text-muted">
        The link may be old, or what it names was archived. Everything in force is under one of these:
      </p>
      <nav aria-label="Main" className="w-full">
        <ul className="grid grid-cols-2 gap-x-4 border-t pt-2">
          {NAV.flatMap(({ items }) => items).map((item) => (
            <PageLink key={item.href} item={item} />
          ))}
        </ul>
      </nav>
    </main>
  );
}

function PageLink({ item: { href, label, icon: Icon } }: { item: NavItem }) {
  return (
    <li>
      <Link
        href={href}
        className="flex h-9 items-center gap-2.5 rounded-md px-2 text-sm font-medium text-muted transition-colors hover:bg-hover hover:text-text"
      >
        <Icon aria-hidden="true" className="size-4" />
        {label}
      </Link>
    </li>
  );
}
