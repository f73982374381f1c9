import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { problemCode } from './control-plane.js';
import { SDK } from './sdk.js';
import { makeBundleKey } from './test-support/signing.js';
import { readOptions } from './validator-options.js';

const { trust } = makeBundleKey('bundle-1');
const options = {
  url: 'https://accord.example.com',
  credential: 'accord_svc_secret',
  trustKeys: [trust],
  cacheDir: '/tmp/accord',
};

it('keeps the path of the base URL', () => {
  const { controlPlane } = readOptions({ ...options, url: 'https://example.com/accord' });
  expect(new URL('v1/policy', controlPlane.url).href).toBe('https://example.com/accord/v1/policy');
});

it('reads a JWK Set as the trust page serves it', () => {
  const document = { keys: [{ ...trust, use: 'sig', alg: 'EdDSA' }] };
  expect([...readOptions({ ...options, trustKeys: document }).trustKeys.keys()]).toEqual(['bundle-1']);
});

it.each([
  ['http://accord.internal:4000', 'url: use https, or set UNSAFE_plainHttp'],
  ['accord.example.com', 'is not an absolute URL'],
  ['ftp://example.com', 'url: use https'],
  ['https://user:pass@example.com', 'without user, query or fragment'],
  ['https://example.com?x=1', 'without user, query or fragment'],
])('refuses the URL %s', (url, message) => {
  expect(() => readOptions({ ...options, url })).toThrow(message);
});

it.each(['http://127.0.0.1:4000', 'http://localhost:4000', 'http://[::1]:4000'])('allows %s', (url) => {
  expect(readOptions({ ...options, url }).controlPlane.url.href).toBe(`${url}/`);
});

it('allows plain http where it is asked for by its name', () => {
  const url = 'http://accord.internal:4000';
  expect(readOptions({ ...options, url, UNSAFE_plainHttp: true }).controlPlane.url.href).toBe(`${url}/`);
});

it.each([
  [{ credential: '' }, 'credential'],
  [{ cacheDir: '' }, 'cacheDir'],
  [{ pollSeconds: 0 }, 'pollSeconds'],
  [{ longPollSeconds: 56 }, 'longPollSeconds'],
  [{ maxHeldReports: 0 }, 'maxHeldReports'],
  [{ instance: 'pod-1' }, 'instance'],
  [{ trustKeys: [] }, 'trustKeys is empty'],
  [{ trustKeys: [trust, trust] }, 'pinned twice'],
  [{ trustKeys: [{ ...trust, kid: 'a,b' }] }, 'commas'],
  [{ trustKeys: [{ ...trust, x: 'AA' }] }, 'trustKeys[0]'],
])('refuses %j and names the option', (change, message) => {
  expect(() => readOptions({ ...options, ...change })).toThrow(message);
});

it.each<readonly [change: object, message: string]>([
  [{ trustKeys: undefined }, 'trustKeys'],
  [{ trustKeys: {} }, 'trustKeys'],
  [{ trustKeys: 'https://accord.example.com' }, 'trustKeys'],
  [{ trustKeys: JSON.stringify([trust]) }, 'is a string; JSON.parse it'],
  [{ trustKeys: { keys: [null] } }, 'trustKeys[0]'],
  [{ bootstrapBundle: { payload: '' } }, 'bootstrapBundle'],
  [{ service: 7 }, 'service'],
  [{ environment: '' }, 'environment'],
  [{ clock: 1_795_440_000 }, 'clock'],
  [{ fetch: {} }, 'fetch'],
  [{ onVerdict: 'log' }, 'onVerdict'],
  [{ onEvent: true }, 'onEvent'],
  [{ onverdict: () => undefined }, 'onverdict'],
])('refuses %o, which JavaScript lets through, and names the option', (change, message) => {
  expect(() => readOptions({ ...options, ...change })).toThrow(message);
});

it('takes trust keys as a JSON file has them, whose members are any text to the compiler', () => {
  const fromFile: { keys: { kty: string; crv: string; x: string; kid: string }[] } = { keys: [trust] };
  expect(readOptions({ ...options, trustKeys: fromFile }).trustKeys.size).toBe(1);
});

it('refuses a private key among the trust keys', () => {
  const trustKeys = [{ ...trust, d: 'secret' }] as unknown as (typeof trust)[];
  expect(() => readOptions({ ...options, trustKeys })).toThrow('is a private key');
});

it('never repeats the credential in a message', () => {
  const attempt = () => readOptions({ ...options, pollSeconds: -1, instance: options.credential });
  expect(attempt).toThrow('pollSeconds');
  expect(attempt).not.toThrow(options.credential);
});

it('calls itself by the version of its package', () => {
  const { version } = JSON.parse(readFileSync(new URL('../../package.json', import.meta.url), 'utf8')) as {
    version: string;
  };
  expect(SDK).toBe(`validator-node/${version}`);
});

it.each([
  ['application/problem+json', '{"code":"credential_revoked"}', 'credential_revoked'],
  ['application/problem+json', '{"code":"<script>"}', null],
  ['application/problem+json', 'not json', null],
  ['text/html', '{"code":"x"}', null],
  [null, '', null],
])('takes a code from %s %s: %s', (contentType, body, code) => {
  expect(problemCode(contentType, body)).toBe(code);
});

it('takes no code from what is longer than any problem: reading it would hold up the service', () => {
  const problem = (length: number) => `{"code":"x","detail":"${'x'.repeat(length)}"}`;
  expect(problemCode('application/problem+json', problem(8000))).toBe('x');
  expect(problemCode('application/problem+json', problem(70_000))).toBeNull();
});
