import type { Fetch } from './http-exchange.js';
import { SDK } from './sdk.js';
import type { Timers } from './timers.js';

/** How this instance reaches its control plane; what polls and reports share. */
export interface ControlPlane {
  /** The base URL, ending in `/`. */
  readonly url: URL;
  readonly credential: string;
  /** A UUID that is new with every start. */
  readonly instance: string;
  readonly fetch: Fetch;
  readonly timers: Timers;
  /** Whole seconds; never throws. */
  readonly clock: () => number;
}

/** Header fields that every request carries. */
export function commonHeaders({ credential, instance }: ControlPlane): Record<string, string> {
  return { Authorization: `Bearer ${credential}`, 'Accord-Instance': instance, 'Accord-Sdk': SDK };
}

/**
 * Reads the base URL. Bundles are signed, but the credential would travel in clear over plain http, so http is
 * for this machine only unless the caller says otherwise.
 * @throws TypeError
 */
export function readBaseUrl(text: string, plainHttpAllowed: boolean): URL {
  if (!URL.canParse(text)) throw new TypeError(`url: ${JSON.stringify(text)} is not an absolute URL`);
  const url = new URL(text);
  const local = /^(localhost|127(\.\d+){3}|\[::1\])$/.test(url.hostname);
  if (url.protocol !== 'https:' && !(url.protocol === 'http:' && (local || plainHttpAllowed))) {
    throw new TypeError('url: use https, or set UNSAFE_plainHttp where the network itself is trusted');
  }
  if (url.username || url.password || url.search || url.hash) {
    throw new TypeError('url: give the base URL only, without user, query or fragment');
  }
  if (!url.pathname.endsWith('/')) url.pathname += '/';
  return url;
}

const PROBLEM_CODE = /^[a-z0-9_.-]{1,64}$/;
/** Nobody signs a problem: what is longer than any of the control plane's would only cost time. */
const MAX_PROBLEM = 64 * 1024;

/** The `code` of a problem document (RFC 9457), or null where the body is none. */
export function problemCode(contentType: string | null, body: string): string | null {
  if (!contentType?.startsWith('application/problem+json') || body.length > MAX_PROBLEM) return null;
  try {
    const problem: unknown = JSON.parse(body);
    const code: unknown = typeof problem === 'object' && problem && 'code' in problem ? problem.code : null;
    return typeof code === 'string' && PROBLEM_CODE.test(code) ? code : null;
  } catch {
    return null;
  }
}
