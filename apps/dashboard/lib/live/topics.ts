/** First members of the query keys: what an event can make old. */
export type Topic =
  'services' | 'fleet' | 'failures' | 'issuers' | 'session' | 'audit' | 'revocations' | 'settings';

/** The events of `GET /v1/events` and what each makes old. `heartbeat` only says that the stream is alive. */
export const TOPICS_OF_EVENT = {
  heartbeat: [],
  change: ['services', 'fleet', 'failures', 'issuers', 'session', 'audit', 'revocations', 'settings'],
  report: ['services', 'failures'],
  fleet: ['services', 'fleet', 'issuers', 'revocations'],
} as const satisfies Readonly<Record<string, readonly Topic[]>>;

export type EventName = keyof typeof TOPICS_OF_EVENT;
export const EVENT_NAMES = Object.keys(TOPICS_OF_EVENT) as EventName[];
