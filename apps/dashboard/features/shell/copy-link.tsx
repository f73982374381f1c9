'use client';

import { Button, Tooltip, useNotify } from '@accord/ui';
import { Link2 } from 'lucide-react';

/** What shows the same to whoever opens it later: only a look at failures moves with time. */
async function linkToThis(): Promise<string> {
  const address = new URL(window.location.href);
  if (address.pathname !== '/failures') return address.href;
  const { absoluteLink } = await import('../failures/absolute-link');
  return absoluteLink(address, Math.floor(Date.now() / 1_000)).href;
}

/** Copies the address of what is seen: filters, tabs and what is opened are in it. */
export function useCopyLink(): () => Promise<void> {
  const notify = useNotify();
  return async () => {
    try {
      await navigator.clipboard.writeText(await linkToThis());
      notify({
        tone: 'ok',
        title: 'Link copied',
        description: 'It opens what you see, with its filters and times.',
      });
    } catch {
      const description = 'This browser does not let pages copy. Copy the address from its address bar.';
      notify({ tone: 'error', title: 'The link was not copied', description });
    }
  };
}

/** On a phone there is no room beside the others: the account's menu has it. */
export function CopyLink() {
  const copyLink = useCopyLink();
  return (
    <Tooltip content="Copy a link to what you see">
      <Button
        variant="ghost"
        size="icon"
        aria-label="Copy link"
        onClick={() => void copyLink()}
        className="max-sm:hidden"
      >
        <Link2 aria-hidden="true" />
      </Button>
    </Tooltip>
  );
}
