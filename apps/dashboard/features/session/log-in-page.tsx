'use client';

import { useRouter } from 'next/navigation';
import { useQueryState } from 'nuqs';
import { safeReturnPath } from '../../lib/safe-return-path';
import { Wordmark } from '../shell/wordmark';
import { LogInForm } from './log-in-form';

export function LogInPage() {
  const router = useRouter();
  const [next] = useQueryState('next');
  return (
    <main id="main" className="mx-auto flex min-h-dvh w-full max-w-88 flex-col justify-center px-4 py-12">
      <Wordmark />
      <h1 className="mt-8 text-xl font-semibold tracking-tight">Log in</h1>
      <p className="mt-1 mb-6 text-sm text-muted">One contract per service, the same verdict everywhere.</p>
      <LogInForm onLoggedIn={() => router.replace(safeReturnPath(next))} />
    </main>
  );
}
