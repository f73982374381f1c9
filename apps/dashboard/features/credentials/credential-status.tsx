'use client';

import { RelativeTime, Status, useNow } from '@accord/ui';
import { Ban, CircleCheck, Clock } from 'lucide-react';

const SOON_SECONDS = 30 * 86_400;

export interface CredentialStatusProps {
  /** Epoch seconds; null for what never expires, or was never revoked. */
  credential: { expires_at: number | null; revoked_at: number | null };
}

/** Whether a credential or a token lets anybody in. */
export function CredentialStatus({ credential: { expires_at, revoked_at } }: CredentialStatusProps) {
  const now = useNow();
  if (revoked_at !== null) {
    return (
      <Status tone="neutral" icon={Ban}>
        Revoked
      </Status>
    );
  }
  const left = expires_at === null || now === null ? Infinity : expires_at - now;
  if (left <= 0) {
    return (
      <Status tone="danger" icon={Clock}>
        Expired
      </Status>
    );
  }
  const soon = left < SOON_SECONDS;
  return (
    <Status tone={soon ? 'warn' : 'ok'} icon={soon ? Clock : CircleCheck}>
      {soon ? 'Expires soon' : 'Valid'}
    </Status>
  );
}

/** When it was last used, roughly; what was never used may not be needed. */
export function LastUsed({ at }: { at: number | null }) {
  return at === null ? <span className="text-muted">never</span> : <RelativeTime at={at} />;
}
