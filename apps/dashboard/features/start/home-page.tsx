'use client';

import { SkeletonRows } from '@accord/ui';
import { useRouter } from 'next/navigation';
import { useEffect } from 'react';
import { homePath } from './home-path';
import { useFirstRun } from './start-queries';

/** Where a log-in leads: to the services, or to the first steps while there is none. */
export function HomePage() {
  const router = useRouter();
  const { data, error } = useFirstRun();
  const to = homePath(data, error);
  useEffect(() => {
    if (to !== null) router.replace(to);
  }, [router, to]);
  return <SkeletonRows rows={8} label="Loading" />;
}
