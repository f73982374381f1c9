'use client';

import { Button, useNotify } from '@accord/ui';
import { Link2 } from 'lucide-react';
import type { Filters } from './filters';
import { rangeOf } from './windows';

/** Copies the address with absolute times, so that who opens it later sees the same. */
export function CopyLink({ filters }: { filters: Filters }) {
  const notify = useNotify();
  const copy = async () => {
    const { from, to } = rangeOf(filters, Math.floor(Date.now() / 1_000));
    const url = new URL(window.location.href);
    url.searchParams.delete('window');
    url.searchParams.set('from', String(from));
    url.searchParams.set('to', String(to));
    await navigator.clipboard.writeText(url.href);
    notify({ tone: 'ok', title: 'Link copied', description: 'It shows this range, whenever it is opened.' });
  };
  return (
    <Button variant="secondary" size="md" onClick={() => void copy()}>
      <Link2 aria-hidden="true" />
      Copy link
    </Button>
  );
}
