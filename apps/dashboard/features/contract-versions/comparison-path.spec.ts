import { expect, it } from 'vitest';
import { comparisonPath, versionName } from './comparison-path';

const live = { service: 'orders', environment: 'production', version: 7 };

it.each([
  [{ ...live, version: 6 }, '/services/orders/production/versions?from=6&to=7', 'v6'],
  [
    { ...live, environment: 'staging', version: 9 },
    '/services/orders/production/versions?from=9&to=7&from_environment=staging',
    'v9 in staging',
  ],
  [
    { ...live, service: 'carts', version: 1 },
    '/services/orders/production/versions?from=1&to=7&from_service=carts',
    'v1 of carts in production',
  ],
])('names %o in the address and in words', (from, path, name) => {
  expect(comparisonPath(from, live)).toBe(path);
  expect(versionName(from, live)).toBe(name);
});
