import { EVENT_NAMES, type EventName } from './topics';

const FIRST_WAIT_MS = 1_000;
const LONGEST_WAIT_MS = 30_000;

export interface LiveSourceHandlers {
  onOpen: () => void;
  onEvent: (name: EventName) => void;
  onLost: () => void;
}

/**
 * Keeps one event stream open. The browser reconnects after a broken connection by itself, but never
 * after an error answer; that is done here, with growing waits. Returns a function that ends it.
 */
export function openLiveSource(url: string, handlers: LiveSourceHandlers): () => void {
  let source: EventSource | undefined;
  let timer: ReturnType<typeof setTimeout> | undefined;
  let wait = FIRST_WAIT_MS;

  const connect = () => {
    source = new EventSource(url);
    source.onopen = () => {
      wait = FIRST_WAIT_MS;
      handlers.onOpen();
    };
    source.onerror = () => {
      handlers.onLost();
      if (source?.readyState !== EventSource.CLOSED) return;
      timer = setTimeout(connect, wait);
      wait = Math.min(wait * 2, LONGEST_WAIT_MS);
    };
    for (const name of EVENT_NAMES) {
      source.addEventListener(name, () => handlers.onEvent(name));
    }
  };

  connect();
  return () => {
    clearTimeout(timer);
    source?.close();
  };
}
