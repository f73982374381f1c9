import { openLiveSource } from './live-source';
import { readLiveState, setLiveState, type LiveState } from './live-store';
import type { EventName } from './topics';

const NAME = 'accord-live';
const EVENTS_URL = '/v1/events';

type HubMessage =
  { kind: 'state'; state: LiveState } | { kind: 'event'; name: EventName } | { kind: 'hello' };

const nowSeconds = () => Math.floor(Date.now() / 1_000);

/** Opens the stream and tells the other tabs what it says. Returns a function that ends it. */
function lead(channel: BroadcastChannel, onEvent: (name: EventName) => void): () => void {
  const publish = (state: LiveState) => {
    setLiveState(state);
    channel.postMessage({ kind: 'state', state } satisfies HubMessage);
  };
  channel.addEventListener('message', ({ data }: MessageEvent<HubMessage>) => {
    if (data.kind === 'hello') publish(readLiveState());
  });
  return openLiveSource(EVENTS_URL, {
    onOpen: () => publish({ open: true, heardAt: nowSeconds() }),
    onLost: () => publish({ ...readLiveState(), open: false }),
    onEvent: (name) => {
      publish({ open: true, heardAt: nowSeconds() });
      channel.postMessage({ kind: 'event', name } satisfies HubMessage);
      onEvent(name);
    },
  });
}

/**
 * One event stream per browser: the tab that holds the lock reads it and passes events on; when that tab
 * goes, the next one takes the lock. Where a page has no locks (plain http on another host), every tab
 * reads for itself. Returns a function that leaves.
 */
export function joinLiveHub(onEvent: (name: EventName) => void): () => void {
  const channel = new BroadcastChannel(NAME);
  const leaving = new AbortController();
  let stop: (() => void) | undefined;

  channel.addEventListener('message', ({ data }: MessageEvent<HubMessage>) => {
    if (data.kind === 'state') setLiveState(data.state);
    if (data.kind === 'event') onEvent(data.name);
  });
  channel.postMessage({ kind: 'hello' } satisfies HubMessage);

  const leadUntilLeaving = () =>
    new Promise<void>((resolve) => {
      stop = lead(channel, onEvent);
      leaving.signal.addEventListener('abort', () => resolve());
    });
  const locks = navigator.locks as LockManager | undefined;
  if (locks) {
    // The request is aborted when this tab leaves before its turn came: that is no error.
    locks.request(NAME, { signal: leaving.signal }, leadUntilLeaving).catch(() => undefined);
  } else void leadUntilLeaving();

  return () => {
    leaving.abort();
    stop?.();
    channel.close();
  };
}
