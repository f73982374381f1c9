import { type AddressInfo, createServer } from 'node:net';
import { afterEach, beforeEach, expect, it } from 'vitest';
import type { ManualTimers } from './test-support/manual-timers.js';
import { World } from './test-support/world.js';
import type { Validator } from './validator.js';

let world: Awaited<ReturnType<typeof World.create>>;
beforeEach(async () => {
  world = await World.create();
});
afterEach(() => world.end());

/** What `ready()` says once its time is over. */
async function sentence(validator: Validator, timers: ManualTimers): Promise<string> {
  await timers.next('poll');
  const ready = validator.ready({ timeoutSeconds: 3 }).catch((error: unknown) => String(error));
  timers
    .pending('timeout')
    .find(({ milliseconds }) => milliseconds === 3000)
    ?.end();
  return String(await ready);
}

/** A `fetch` that fails as that of the platform does. */
function failing(cause: unknown): typeof fetch {
  return () => Promise.reject(new TypeError('fetch failed', { cause }));
}
const withCode = (code: string) => Object.assign(new Error('secret detail'), { code });

it('names the cause of a connection that is refused', async () => {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  await new Promise((resolve) => server.close(resolve));
  const { validator, timers } = world.start({ url: `http://127.0.0.1:${port}` });
  expect(await sentence(validator, timers)).toContain('the control plane cannot be reached (ECONNREFUSED)');
  const failure = { status: null, code: 'network', cause: 'ECONNREFUSED' };
  expect(world.eventsOf('poll_failed')).toMatchObject([failure]);
  expect(validator.status().lastPoll).toMatchObject(failure);
});

it.each([
  [
    'SELF_SIGNED_CERT_IN_CHAIN',
    '(SELF_SIGNED_CERT_IN_CHAIN): name the certificate of your own authority in NODE_',
  ],
  ['DEPTH_ZERO_SELF_SIGNED_CERT', 'NODE_EXTRA_CA_CERTS'],
  ['UNABLE_TO_VERIFY_LEAF_SIGNATURE', 'NODE_EXTRA_CA_CERTS'],
  ['UNABLE_TO_GET_ISSUER_CERT_LOCALLY', 'NODE_EXTRA_CA_CERTS'],
  ['ERR_TLS_CERT_ALTNAME_INVALID', 'the certificate is for another host than url names'],
  ['ENOTFOUND', '(ENOTFOUND): the host in url is not known'],
])('tells ready() what to do about %s', async (code, message) => {
  const { validator, timers } = world.start({ fetch: failing(withCode(code)) });
  expect(await sentence(validator, timers)).toContain(message);
});

it.each([[undefined], [withCode('not a code')], [withCode('A'.repeat(65))], [{ code: 7 }], ['ENOTFOUND']])(
  'repeats nothing of a cause that has no code of the platform: %o',
  async (cause) => {
    const { validator, timers } = world.start({ fetch: failing(cause) });
    expect(await sentence(validator, timers)).toMatch(/cannot be reached \(network\)$/);
    expect(validator.status().lastPoll).toMatchObject({ code: 'network', cause: null });
  },
);

it('says that redirects are not followed', async () => {
  world.controlPlane.onPoll = () => ({ status: 302, headers: { Location: 'https://accord.example.com' } });
  const { validator, timers } = world.start();
  expect(await sentence(validator, timers)).toContain(
    'it answers 302 redirect_not_followed: url must be the final one',
  );
  expect(world.eventsOf('poll_failed')).toMatchObject([
    { status: 302, code: 'redirect_not_followed', cause: null },
  ]);
});

it('says for what else a refused bundle is', async () => {
  const { validator, timers } = world.start({ environment: 'elsewhere' });
  expect(await sentence(validator, timers)).toMatch(
    /the last bundle was refused \(environment_mismatch\): .*not for elsewhere/,
  );
});
