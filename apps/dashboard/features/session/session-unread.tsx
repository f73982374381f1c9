'use client';

import { Status } from '@accord/ui';
import { TriangleAlert } from 'lucide-react';
import { useSession } from './session-queries';

/** Says why a page shows and offers less than it could, while nobody knows who is here. */
export function SessionUnread() {
  const { failed } = useSession();
  if (!failed) return null;
  return (
    <p role="status" className="mb-4">
      <Status wrap tone="warn" icon={TriangleAlert}>
        Who you are could not be read yet; it is asked for again. Until then nothing can be changed here.
      </Status>
    </p>
  );
}
