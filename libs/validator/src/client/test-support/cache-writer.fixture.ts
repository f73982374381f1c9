/** Writes one bundle after the other into a cache until it is killed; see cache-damage.spec.ts. */
import { readFileSync } from 'node:fs';
import { BundleCache, type StoredBundle } from '../bundle-cache.js';

const [directory = '', file = ''] = process.argv.slice(2);
const bundles = JSON.parse(readFileSync(file, 'utf8')) as StoredBundle[];
const cache = new BundleCache(directory);

for (let previous = bundles.at(-1) ?? null; ;) {
  for (const current of bundles) {
    process.send?.('writing');
    await cache.storeBundle(current, previous);
    await cache.storeFreshness(current.freshness ?? '');
    previous = current;
  }
}
