/**
 * A, the worst age of a copy that is polled by the SDK: `poll × (1 + jitter) × (1 + tolerated misses)`, rounded up to
 * whole seconds. `pollSeconds` is the longest gap between two tries: long-poll wait, time-out and spread included.
 */
export function polledCopyAge(poll: {
  readonly pollSeconds: number;
  readonly jitterPercent: number;
  readonly toleratedMisses: number;
}): number {
  return Math.ceil((poll.pollSeconds * (100 + poll.jitterPercent) * (1 + poll.toleratedMisses)) / 100);
}
