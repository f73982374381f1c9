import { Suspense } from 'react';
import { SessionGate } from '../../features/session/session-gate';
import { Shell } from '../../features/shell/shell';
import { LiveProvider } from '../../lib/live/live-provider';

export default function ConsoleLayout({ children }: { children: React.ReactNode }) {
  return (
    <LiveProvider>
      <Shell>{children}</Shell>
      <Suspense>
        <SessionGate />
      </Suspense>
    </LiveProvider>
  );
}
