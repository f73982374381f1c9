'use client';

import { TimeZoneProvider, ToastProvider, TooltipProvider } from '@accord/ui';
import { CSPProvider } from '@base-ui/react/csp-provider';
import { QueryClientProvider } from '@tanstack/react-query';
import { ThemeProvider } from 'next-themes';
import { NuqsAdapter } from 'nuqs/adapters/next/app';
import { useState } from 'react';
import { createQueryClient } from '../lib/query-client';

export function Providers({ nonce, children }: { nonce: string; children: React.ReactNode }) {
  const [client] = useState(createQueryClient);
  return (
    <ThemeProvider attribute="data-theme" enableColorScheme={false} disableTransitionOnChange nonce={nonce}>
      <CSPProvider nonce={nonce}>
        <QueryClientProvider client={client}>
          <NuqsAdapter>
            <TimeZoneProvider>
              <TooltipProvider delay={250}>
                <ToastProvider>{children}</ToastProvider>
              </TooltipProvider>
            </TimeZoneProvider>
          </NuqsAdapter>
        </QueryClientProvider>
      </CSPProvider>
    </ThemeProvider>
  );
}
