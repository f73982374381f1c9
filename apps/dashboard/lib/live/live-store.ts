export interface LiveState {
  /** The stream is open, in this tab or in the one that leads. */
  open: boolean;
  /** When the stream was last heard, in epoch seconds; null before the first time. */
  heardAt: number | null;
}

const CLOSED: LiveState = { open: false, heardAt: null };

let state = CLOSED;
const listeners = new Set<() => void>();

export function setLiveState(next: LiveState): void {
  if (next.open === state.open && next.heardAt === state.heardAt) return;
  state = next;
  listeners.forEach((notify) => notify());
}

export const readLiveState = (): LiveState => state;
export const readServerLiveState = (): LiveState => CLOSED;

export function subscribeToLiveState(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}
