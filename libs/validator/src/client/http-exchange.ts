import type { Timers } from './timers.js';

/**
 * `fetch` as the platform has it; injected for proxies, agents and tests.
 *
 * @example
 * ```ts
 * import type { Fetch } from '@accord/validator';
 *
 * export const traced: Fetch = (input, init) => {
 *   console.log('accord', init?.method ?? 'GET');
 *   return fetch(input, init);
 * };
 * ```
 */
export type Fetch = typeof globalThis.fetch;

export type ExchangeFailure = 'network' | 'timeout' | 'stopped' | 'body_too_large';

export type Exchange =
  | { readonly ok: true; readonly status: number; readonly headers: Headers; readonly body: string }
  | {
      readonly ok: false;
      readonly code: ExchangeFailure;
      /** The platform's code for what went wrong in the network, for example `ENOTFOUND`; null where it gives none. */
      readonly cause: string | null;
    };

export interface ExchangeLimits {
  readonly timers: Timers;
  readonly timeoutMs: number;
  /** Bytes after decompression, so that a small gzip bomb is cut off as early as a large plain body. */
  readonly maxBodyBytes: number;
  /** Ends the exchange from outside. */
  readonly signal: AbortSignal;
}

/** One HTTP exchange that never throws, never outlives its timeout and never reads more than its cap. */
export async function exchange(
  fetch: Fetch,
  url: URL,
  init: RequestInit,
  limits: ExchangeLimits,
): Promise<Exchange> {
  const done = new AbortController();
  const cut = new AbortController();
  let failure: ExchangeFailure = 'network';
  const cutOff = (code: ExchangeFailure) => {
    failure = code;
    cut.abort();
  };
  const stop = () => cutOff('stopped');
  if (limits.signal.aborted) return { ok: false, code: 'stopped', cause: null };
  limits.signal.addEventListener('abort', stop, { once: true });
  void limits.timers.sleep(limits.timeoutMs, done.signal, 'timeout').then(() => {
    if (!done.signal.aborted) cutOff('timeout');
  });
  const answered = async (): Promise<Exchange> => {
    const response = await fetch(url, { ...init, redirect: 'manual', signal: cut.signal });
    const body = await readBody(response, limits.maxBodyBytes);
    if (body === null) {
      cutOff('body_too_large');
      return { ok: false, code: 'body_too_large', cause: null };
    }
    return { ok: true, status: response.status, headers: response.headers, body };
  };
  try {
    // A `fetch` of the caller's own may ignore its signal.
    return await Promise.race([answered(), aborted(cut.signal)]);
  } catch (error) {
    return { ok: false, code: failure, cause: causeOf(error) };
  } finally {
    done.abort();
    limits.signal.removeEventListener('abort', stop);
  }
}

const PLATFORM_CODE = /^[A-Z][A-Z0-9_]{0,63}$/;

/** `fetch` says only that it failed; why is in the cause. Nothing but its code may go to logs. */
function causeOf(error: unknown): string | null {
  const cause = error instanceof Error ? error.cause : null;
  const code: unknown = typeof cause === 'object' && cause && 'code' in cause ? cause.code : null;
  return typeof code === 'string' && PLATFORM_CODE.test(code) ? code : null;
}

function aborted(signal: AbortSignal): Promise<never> {
  return new Promise((_, reject) => {
    signal.addEventListener('abort', () => reject(new Error('cut off')), { once: true });
  });
}

async function readBody(response: Response, maxBytes: number): Promise<string | null> {
  if (!response.body) return '';
  const chunks: Uint8Array[] = [];
  let size = 0;
  for await (const chunk of response.body as AsyncIterable<Uint8Array>) {
    size += chunk.byteLength;
    if (size > maxBytes) return null;
    chunks.push(chunk);
  }
  return Buffer.concat(chunks).toString('utf8');
}
