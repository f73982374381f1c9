/** First members of the query keys: what an event can make old. */
export type Topic =
  'services' | 'fleet' | 'failures' | 'issuers' | 'session' | 'audit' | 'revocations' | 'settings';

/**
 * The named events of `GET /v1/events` and what each makes old. `heartbeat` only says that the stream is
 * alive. A kind that this table does not know makes everything old: reading too much is not wrong.
 */
export const TOPICS_OF_EVENT: Readonly<Record<string, readonly Topic[]>> = {
  heartbeat: [],
  change: ['services', 'fleet', 'failures', 'issuers', 'session', 'audit', 'revocations', 'settings'],
  report: ['services', 'failures'],
  fleet: ['services', 'fleet', 'issuers', 'revocations'],
};

export const EVERY_TOPIC: readonly Topic[] = ['services', 'fleet', 'failures', 'issuers', 'revocations'];
