import { describe, expect, it } from 'vitest';
import type { Judge } from './adapter.js';
import { accordExpress } from './express.js';
import { accordFastify } from './fastify.js';
import { accordFetch } from './fetch.js';
import { accordHono } from './hono.js';
import { accordGuard } from './nest.js';
import { makePayments } from './test-support/payments.js';

type Make = (validator: Judge, options: object) => unknown;
const app = { initialConfig: {}, decorateRequest: () => app, addHook: () => app };
const ADAPTERS: readonly (readonly [string, Make])[] = [
  ['accordExpress', accordExpress],
  ['accordFastify', (validator, options) => accordFastify(app, validator, options)],
  ['accordFetch', accordFetch],
  ['accordGuard', accordGuard],
  ['accordHono', accordHono],
];
const { validator } = makePayments();

describe.each(ADAPTERS)('%s', (name, make) => {
  it.each([
    [{ publicscopes: [] }, 'publicscopes'],
    [{ publicScopes: 'payments:read' }, 'publicScopes'],
    [{ retryAfterSeconds: -5.5 }, 'retryAfterSeconds'],
    [{ origin: 'api.example.com' }, 'origin'],
    [{ origin: 'https://api.example.com/' }, 'https://api.example.com'],
    [{ origin: 'https://API.example.com:443' }, 'https://api.example.com'],
    [{ certificateThumbprint: 'x' }, 'certificateThumbprint'],
    [{ caseInsensitivePaths: 'no' }, 'caseInsensitivePaths'],
    ...(name === 'accordFetch' ? [] : [[{ path: () => '/' }, 'path'] as const]),
  ] as const)('refuses %o where the service starts, naming what is wrong', (options, named) => {
    const making = () => make(validator, options);
    expect(making).toThrow(TypeError);
    expect(making).toThrow(new RegExp(`^${name}: [^]*${named}`));
  });

  it('refuses what is no validator', () => {
    const making = (): unknown => Reflect.apply(make, null, [undefined, {}]);
    expect(making).toThrow(new RegExp(`^${name}: .*createValidator`));
  });

  it('takes what is right', () => {
    const options = {
      publicScopes: ['payments:read'],
      retryAfterSeconds: 0,
      origin: 'http://localhost:3000',
      certificateThumbprint: () => undefined,
      caseInsensitivePaths: true,
    };
    expect(() => make(validator, options)).not.toThrow();
  });
});
