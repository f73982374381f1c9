/** The request headers that a poll may carry, as they came; undefined when absent. See the protocol page. */
export interface PollRequest {
  authorization: string | undefined;
  ifNoneMatch: string | undefined;
  prefer: string | undefined;
  instance: string | undefined;
  sdk: string | undefined;
  schema: string | undefined;
  interval: string | undefined;
  applied: string | undefined;
  error: string | undefined;
  trust: string | undefined;
  time: string | undefined;
  leaving: string | undefined;
}

/** A request without any of them. */
export function emptyPollRequest(): PollRequest {
  return {
    authorization: undefined,
    ifNoneMatch: undefined,
    prefer: undefined,
    instance: undefined,
    sdk: undefined,
    schema: undefined,
    interval: undefined,
    applied: undefined,
    error: undefined,
    trust: undefined,
    time: undefined,
    leaving: undefined,
  };
}

const FIELDS: ReadonlyMap<string, keyof PollRequest> = new Map<string, keyof PollRequest>([
  ['authorization', 'authorization'],
  ['if-none-match', 'ifNoneMatch'],
  ['prefer', 'prefer'],
  ['accord-instance', 'instance'],
  ['accord-sdk', 'sdk'],
  ['accord-schema', 'schema'],
  ['accord-interval', 'interval'],
  ['accord-applied', 'applied'],
  ['accord-error', 'error'],
  ['accord-trust', 'trust'],
  ['accord-time', 'time'],
  ['accord-leaving', 'leaving'],
]);
const LENGTHS = [...FIELDS.keys()].map((name) => name.length);
const SHORTEST = Math.min(...LENGTHS);
const LONGEST = Math.max(...LENGTHS);

/**
 * Picks the poll's headers from Node's flat `rawHeaders` (name, value, name, value …): building Node's header
 * object for every poll would cost more than all the rest. Of a repeated header the first counts.
 */
export function readPollRequest(rawHeaders: readonly string[]): PollRequest {
  const request = emptyPollRequest();
  for (let index = 0; index + 1 < rawHeaders.length; index += 2) {
    const name = rawHeaders[index] ?? '';
    if (name.length < SHORTEST || name.length > LONGEST) continue;
    const field = FIELDS.get(name) ?? FIELDS.get(name.toLowerCase());
    if (field !== undefined && request[field] === undefined) request[field] = rawHeaders[index + 1];
  }
  return request;
}
