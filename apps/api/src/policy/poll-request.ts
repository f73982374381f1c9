import type { IncomingHttpHeaders } from 'node:http';

/** The request headers that a poll may carry, as they came; undefined when absent. See the protocol page. */
export interface PollRequest {
  readonly authorization: string | undefined;
  readonly ifNoneMatch: string | undefined;
  readonly prefer: string | undefined;
  readonly instance: string | undefined;
  readonly sdk: string | undefined;
  readonly schema: string | undefined;
  readonly interval: string | undefined;
  readonly applied: string | undefined;
  readonly error: string | undefined;
  readonly trust: string | undefined;
  readonly time: string | undefined;
  readonly leaving: string | undefined;
}

/** Picks the poll's headers. Node joins repeated ones with commas, which then fail to parse, and keeps one Authorization. */
export function readPollRequest(headers: IncomingHttpHeaders): PollRequest {
  return {
    authorization: headers.authorization,
    ifNoneMatch: headers['if-none-match'],
    prefer: single(headers['prefer']),
    instance: single(headers['accord-instance']),
    sdk: single(headers['accord-sdk']),
    schema: single(headers['accord-schema']),
    interval: single(headers['accord-interval']),
    applied: single(headers['accord-applied']),
    error: single(headers['accord-error']),
    trust: single(headers['accord-trust']),
    time: single(headers['accord-time']),
    leaving: single(headers['accord-leaving']),
  };
}

/** Only Set-Cookie ever comes as a list. */
function single(value: string | string[] | undefined): string | undefined {
  return typeof value === 'string' ? value : undefined;
}
