import Link from 'next/link';
import { SessionUnread } from '../session/session-unread';
import { Switcher } from '../switcher/switcher';
import { HeaderTools } from './header-tools';
import { MobileNav } from './mobile-nav';
import { Nav } from './nav';
import { Wordmark } from './wordmark';

function HomeLink() {
  return (
    <Link href="/services" className="flex rounded-md" aria-label="Accord, home">
      <Wordmark />
    </Link>
  );
}

/** The frame of every page behind the log-in: navigation at the side, or behind a button on narrow screens. */
export function Shell({ children }: { children: React.ReactNode }) {
  return (
    <div className="flex min-h-dvh">
      <a
        href="#main"
        className="sr-only z-70 rounded-md bg-accent px-3 py-2 text-on-accent focus:not-sr-only focus:fixed focus:top-2 focus:left-2"
      >
        Skip to content
      </a>
      <aside className="sticky top-0 hidden h-dvh w-52 shrink-0 flex-col gap-6 border-r px-3 py-3 lg:flex">
        <div className="flex h-8 items-center px-2">
          <HomeLink />
        </div>
        <Nav />
      </aside>
      <div className="flex min-w-0 flex-1 flex-col">
        <header className="sticky top-0 z-30 flex h-14 items-center gap-2 border-b bg-bg px-4 lg:h-12 lg:px-8">
          <div className="flex items-center gap-1 lg:hidden">
            <MobileNav />
            <HomeLink />
          </div>
          <Switcher />
          <HeaderTools />
        </header>
        <main
          id="main"
          tabIndex={-1}
          className="mx-auto w-full max-w-350 flex-1 px-4 py-6 outline-none lg:px-8"
        >
          <SessionUnread />
          {children}
        </main>
      </div>
    </div>
  );
}
