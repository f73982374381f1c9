import { type Freshness, FRESHNESS_TYP } from '@accord/contract';
import { type Bundle } from '../bundles/bundle.js';
import { type BundleKey, signCompact } from '../bundles/bundle-jws.js';

/** Freshness is signed at most once in so many milliseconds for one bundle. */
export const FRESH_FOR_MS = 5_000;

/** Names and values in turn, as `writeHead` takes them: nothing is built per request. */
export type HeaderBlock = readonly string[];

/** A bundle under one key, ready to be sent. */
export interface PolicyAnswer {
  readonly bundle: Bundle;
  readonly etag: string;
  readonly body: Buffer;
  readonly ok: HeaderBlock;
  readonly notModified: HeaderBlock;
  /** what the signed freshness states, epoch seconds */
  readonly asOf: number;
  /** milliseconds since the epoch */
  readonly madeAtMs: number;
}

/** Signs the freshness of a bundle and lays out the headers of its 200 and 304. `asOf`: epoch seconds. */
export function makePolicyAnswer(bundle: Bundle, key: BundleKey, asOf: number, nowMs: number): PolicyAnswer {
  const { body, etag } = bundle.signedWith(key);
  const { service, environment, version } = bundle.payload;
  const fresh: Freshness = { service, environment, version, etag, as_of: asOf };
  const notModified = [
    'etag',
    etag,
    'cache-control',
    'private, no-cache',
    'accord-fresh',
    signCompact(FRESHNESS_TYP, fresh, key),
  ];
  const ok = [...notModified, 'content-type', 'application/jose', 'content-length', String(body.length)];
  return { bundle, etag, body, ok, notModified, asOf, madeAtMs: nowMs };
}
