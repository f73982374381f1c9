'use client';

import { useNow } from '@accord/ui';
import { useQueryClient, type QueryClient } from '@tanstack/react-query';
import { useEffect, useSyncExternalStore } from 'react';
import { joinLiveHub } from './live-hub';
import { readLiveState, readServerLiveState, subscribeToLiveState } from './live-store';
import { TOPICS_OF_EVENT, type EventName, type Topic } from './topics';

/** The server sends a heartbeat every 15 s; three missed ones mean that the stream is dead. */
const SILENCE_SECONDS = 50;
/** Many events in a moment cause one reading. */
const GATHER_MS = 750;
const POLL_WHEN_LIVE_MS = 30_000;
const POLL_WHEN_STALE_MS = 10_000;

/** Gathers what became old and has it read again at once. */
function invalidator(client: QueryClient) {
  const old = new Set<Topic>();
  let timer: ReturnType<typeof setTimeout> | undefined;
  const flush = () => {
    timer = undefined;
    for (const topic of old) void client.invalidateQueries({ queryKey: [topic] });
    old.clear();
  };
  return {
    add: (name: EventName) => {
      for (const topic of TOPICS_OF_EVENT[name]) old.add(topic);
      if (old.size > 0) timer ??= setTimeout(flush, GATHER_MS);
    },
    stop: () => clearTimeout(timer),
  };
}

/** Connects the event stream to the query cache for everything below it. */
export function LiveProvider({ children }: { children: React.ReactNode }) {
  const client = useQueryClient();
  useEffect(() => {
    const { add, stop } = invalidator(client);
    const leave = joinLiveHub(add);
    return () => {
      leave();
      stop();
    };
  }, [client]);
  return children;
}

/** Whether what is on screen follows the server, and when the server was last heard (epoch seconds). */
export function useLive(): { live: boolean; heardAt: number | null } {
  const now = useNow();
  const { open, heardAt } = useSyncExternalStore(subscribeToLiveState, readLiveState, readServerLiveState);
  const live = open && heardAt !== null && (now === null || now - heardAt < SILENCE_SECONDS);
  return { live, heardAt };
}

/** How often to read again, in milliseconds: rarely while the stream tells of news, often while it does not. */
export function usePollInterval(): number {
  return useLive().live ? POLL_WHEN_LIVE_MS : POLL_WHEN_STALE_MS;
}
