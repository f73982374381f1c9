import type { IncomingMessage } from 'node:http';
import type { AdaptedRequest } from './adapter.js';
import { correlationIdOf } from './correlation-id.js';

/** What the framework around Node's request knows better. */
interface Told extends Pick<AdaptedRequest, 'origin' | 'routing' | 'certificateThumbprint'> {
  /** As the router reads it, below `baseUrl`. */
  readonly url: string;
  /** What the routers around took off (Express). */
  readonly baseUrl?: string | undefined;
  /** As the client sent it. */
  readonly originalUrl: string;
}

/**
 * Scheme and authority of a target in absolute form (RFC 9112 §3.2.2), with the slash that begins its path. Only
 * authorities that every parser ends at the same character: a router that ends one earlier or later sees another path.
 */
const AUTHORITY = String.raw`^https?://(?:[\w.-]+|\[[\da-f:.]+\])(?::\d+)?`;
const ABSOLUTE = new RegExp(`${AUTHORITY}/`, 'i');
/** The same below a router that took the whole path off (Express). */
const ABSOLUTE_BELOW = new RegExp(String.raw`${AUTHORITY}(?:/|(?=\?|$))`, 'i');

/** Reads what every framework on Node's own servers shares. */
export function readNodeRequest(message: IncomingMessage, told: Told): AdaptedRequest {
  const { url, baseUrl = '', originalUrl, origin, routing, certificateThumbprint } = told;
  const target = withoutAuthority(url, baseUrl === '' ? ABSOLUTE : ABSOLUTE_BELOW);
  return {
    origin,
    routing,
    certificateThumbprint,
    // In front of what is no path, a base would make it look like one.
    target: target.startsWith('/') ? `${baseUrl}${target}` : target,
    sentTarget: withoutAuthority(originalUrl, ABSOLUTE),
    authorization: valuesOf(message, 'authorization'),
    // Express takes `post` for `POST`, and a host of functions may let it through.
    method: (message.method ?? '').toUpperCase(),
    correlationId: correlationIdOf(message.headers['x-request-id']),
    dpop: valuesOf(message, 'dpop'),
  };
}

function withoutAuthority(target: string, absolute: RegExp): string {
  return target.startsWith('/') ? target : target.replace(absolute, '/');
}

/** Scheme and authority that the client addressed; HTTP/2 has no `Host` (RFC 9113 §8.3.1). */
export function originOf(protocol: string, { headers }: IncomingMessage): string {
  const authority = headers.host ?? headers[':authority'] ?? '';
  return `${protocol}://${String(authority)}`;
}

/**
 * Every value of a header field that was sent. Node keeps only the first of two Authorization lines in `headers`, and
 * two of them must be seen as two; `rawHeaders` has both, over HTTP/2 too. Messages that no socket brought, as hosts
 * of functions make them, may have `headers` alone.
 */
function valuesOf({ rawHeaders, headers }: IncomingMessage, name: string): readonly string[] {
  if (rawHeaders.length === 0) return [headers[name] ?? []].flat();
  const values: string[] = [];
  for (let index = 0; index + 1 < rawHeaders.length; index += 2) {
    const [field, value] = [rawHeaders[index], rawHeaders[index + 1]];
    if (field?.length === name.length && field.toLowerCase() === name && value !== undefined)
      values.push(value);
  }
  return values;
}
