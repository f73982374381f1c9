import { afterEach, beforeEach, expect, it } from 'vitest';
import { makeBundleKey, makeContract, makePayload } from './test-support/signing.js';
import { World } from './test-support/world.js';

let world: Awaited<ReturnType<typeof World.create>>;
beforeEach(async () => {
  world = await World.create();
});
afterEach(() => world.end());

type Serve = (world: World) => void;
const about = { service: 'payments', environment: 'production', version: 11 };
const jose = { typ: 'accord-bundle+jwt' };

const refusals: [code: string, name: string, serve: Serve][] = [
  [
    'version_rollback',
    'a rolled-back bundle',
    ({ controlPlane, tokenKey }) => controlPlane.serve(makePayload([tokenKey], { version: 9 })),
  ],
  [
    'service_mismatch',
    "another service's bundle",
    ({ controlPlane, tokenKey }) =>
      controlPlane.serve(makePayload([tokenKey], { version: 11, service: 'orders' })),
  ],
  [
    'environment_mismatch',
    "another environment's bundle",
    ({ controlPlane, tokenKey }) =>
      controlPlane.serve(makePayload([tokenKey], { version: 11, environment: 'staging' })),
  ],
  [
    'bundle_signature_invalid',
    'a bundle signed by somebody else under the same kid',
    ({ controlPlane }) => controlPlane.serve(makePayload([], { version: 11 }), makeBundleKey('bundle-1')),
  ],
  [
    'bundle_key_unknown',
    'a bundle key that is not pinned',
    ({ controlPlane }) => controlPlane.serve(makePayload([], { version: 11 }), makeBundleKey('bundle-2')),
  ],
  [
    'bundle_type_wrong',
    'a freshness statement in place of a bundle',
    ({ controlPlane }) => controlPlane.serveBody(controlPlane.freshness(), about),
  ],
  [
    'bundle_type_wrong',
    'alg none',
    ({ controlPlane }) => {
      const body = controlPlane.key.sign(makePayload([], { version: 11 }), { ...jose, alg: 'none' });
      controlPlane.serveBody(body, about);
    },
  ],
  [
    'bundle_type_wrong',
    'a critical header',
    ({ controlPlane }) => {
      const body = controlPlane.key.sign(makePayload([], { version: 11 }), {
        ...jose,
        crit: ['b64'],
        b64: false,
      });
      controlPlane.serveBody(body, about);
    },
  ],
  ['bundle_malformed', 'a body that is no JWS', ({ controlPlane }) => controlPlane.serveBody('{}', about)],
  ['bundle_malformed', 'an empty body', ({ controlPlane }) => controlPlane.serveBody('', about)],
  [
    'bundle_malformed',
    'a payload that is no bundle',
    ({ controlPlane }) => controlPlane.serveBody(controlPlane.key.sign({ hello: 1 }, jose), about),
  ],
  [
    'bundle_schema_unknown',
    'a schema from the future',
    ({ controlPlane }) => controlPlane.serve(makePayload([], { version: 11, schema: 2 })),
  ],
  [
    'contract_invalid',
    'a contract that does not compile',
    ({ controlPlane }) =>
      controlPlane.serve(makePayload([], { version: 11, contract: makeContract({ audiences: [] }) })),
  ],
];

it.each(refusals)('%s: refuses %s, keeps the old policy and says so', async (code, _name, serve) => {
  const { validator, timers } = world.start();
  const pause = await timers.next('poll');
  const inForce = world.controlPlane.served?.etag;
  serve(world);
  pause.end();
  const retry = await timers.next('poll');
  expect(retry.milliseconds).toBe(30_000);
  expect(validator.version).toBe(10);
  expect(validator.verify(world.tokenKey.token()).ok).toBe(true);
  expect(validator.status().error).toBe(code);
  expect(world.eventsOf('bundle_refused')).toMatchObject([{ code, source: 'network' }]);

  retry.end();
  const recovery = await timers.next('poll');
  expect(world.controlPlane.polls.at(-1)).toMatchObject({
    'accord-error': code,
    'accord-applied': '10',
    'if-none-match': inForce,
  });
  world.controlPlane.serve(makePayload([world.tokenKey], { version: 12 }));
  recovery.end();
  await timers.next('poll');
  expect(validator.version).toBe(12);
  expect(validator.status().error).toBeNull();
});

it('refuses a first bundle for another service than the caller named', async () => {
  const { validator, timers } = world.start({ service: 'orders' });
  await timers.next('poll');
  expect(validator.status()).toMatchObject({ policy: null, error: 'service_mismatch' });
});

it('accepts the same version again when its bundle key was rotated', async () => {
  const second = makeBundleKey('bundle-2');
  const { validator, timers } = world.start({ trustKeys: [world.controlPlane.key.trust, second.trust] });
  const pause = await timers.next('poll');
  world.controlPlane.serve(makePayload([world.tokenKey]), second);
  pause.end();
  await timers.next('poll');
  expect(world.controlPlane.polls[0]).toHaveProperty('accord-trust', 'bundle-1,bundle-2');
  expect(validator.status()).toMatchObject({ policy: { version: 10 }, error: null });
});
