import type { StoredBundle } from '../bundle-cache.js';
import { createValidator } from '../create-validator.js';
import type { ValidatorEvent } from '../events.js';
import { ManualTimers } from './manual-timers.js';
import { makeBundleKey, makePayload, makeTokenKey, NOW } from './signing.js';

const key = makeBundleKey('bundle-1');
const tokenKey = makeTokenKey('key-1');
const good = tokenKey.token();
const bad = tokenKey.token({ aud: 'https://other.example.com' });
const forged = makeTokenKey('key-1').token();

/** A bundle with its freshness as the client stores it; `revoked` makes it longer. */
export function storedBundle(version: number, revoked = 0): StoredBundle {
  const entry = (index: number) => {
    const id = Buffer.alloc(32, index).toString('base64url');
    return { issuer: 'https://auth.example.com', id, before: null, until: NOW + 86_400 };
  };
  const tokens = Array.from({ length: revoked }, (_, index) => entry(index));
  const revocations = { tokens, subjects: [], sessions: [], clients: [] };
  const about = { service: 'payments', environment: 'production', version };
  const payload = makePayload([tokenKey], { version, revocations });
  return {
    bundle: key.sign(payload, { typ: 'accord-bundle+jwt' }),
    freshness: key.sign({ ...about, etag: `"${version}"`, as_of: NOW }, { typ: 'accord-fresh+jwt' }),
  };
}

/** Starts a validator from the cache in `cacheDir` while nothing answers: what it runs, says and thinks of its files. */
export async function startFromCache(cacheDir: string) {
  const events: ValidatorEvent[] = [];
  const validator = createValidator({
    url: 'http://127.0.0.1:1',
    credential: 'accord_svc_test',
    trustKeys: [key.trust],
    cacheDir,
    clock: () => NOW,
    timers: new ManualTimers(),
    fetch: () => Promise.reject(new Error('nothing answers')),
    onEvent: (event) => events.push(event),
  });
  const outcomes = [good, bad, forged].map((token) => {
    const verdict = validator.verify(token);
    return verdict.ok ? 'accepted' : verdict.reason;
  });
  const { version } = validator;
  await validator.close();
  const unreadable = events.flatMap((event) => (event.type === 'cache_unreadable' ? [event.file] : []));
  return { version, outcomes, unreadable };
}

/** The outcomes of the three tokens, whatever happened to the cache. */
export const RIGHT = ['accepted', 'wrong_aud', 'bad_signature'];
