import { buttonClass } from '@accord/ui';
import type { Metadata } from 'next';
import Link from 'next/link';

export const metadata: Metadata = { title: 'Not found' };

export default function NotFound() {
  return (
    <main
      id="main"
      className="mx-auto flex min-h-dvh max-w-md flex-col items-start justify-center gap-3 px-4"
    >
      <h1 className="text-xl font-semibold tracking-tight">There is nothing at this address</h1>
      <p className="text-sm text-muted">
        The link may be old, or what it names was archived. The list of services shows everything that is in
        force.
      </p>
      <Link href="/services" className={buttonClass('secondary', 'md')}>
        Go to services
      </Link>
    </main>
  );
}
