import { describe, expect, it, vi } from 'vitest';
import { verifyStatement } from './signed-statement.js';
import { makeBundleKey } from './test-support/signing.js';
import { importTrustKeys } from './trust-keys.js';

const key = makeBundleKey('k');
const trustKeys = importTrustKeys([key.trust]);
const typ = 'accord-fresh+jwt';
const good = key.sign({ a: 1 }, { typ });
const [header = '', payload = '', signature = ''] = good.split('.');

it('returns the payload of a good statement', () => {
  expect(verifyStatement(good, typ, trustKeys)).toEqual({ ok: true, payload: { a: 1 } });
});

it.each([
  ['malformed', 'four parts', `${good}.x`],
  ['malformed', 'padding', `${good}=`],
  ['malformed', 'white space around', ` ${good}`],
  ['malformed', 'no signature', `${header}.${payload}.`],
  ['bad_signature', 'a short signature', `${header}.${payload}.${signature.slice(0, 84)}`],
  [
    'bad_signature',
    'an exchanged payload',
    `${header}.${Buffer.from('{"a":2}').toString('base64url')}.${signature}`,
  ],
  ['wrong_type', 'another type', key.sign({ a: 1 }, { typ: 'accord-bundle+jwt' })],
  ['wrong_type', 'another algorithm', key.sign({ a: 1 }, { typ, alg: 'HS256' })],
  ['wrong_type', 'crit (RFC 7515 §4.1.11)', key.sign({ a: 1 }, { typ, crit: ['x'], x: 1 })],
  ['wrong_type', 'b64 (RFC 7797)', key.sign({ a: 1 }, { typ, b64: true })],
  ['unknown_key', 'a kid of another type', key.sign({ a: 1 }, { typ, kid: ['k'] })],
  ['unknown_key', 'a kid that objects inherit', key.sign({ a: 1 }, { typ, kid: '__proto__' })],
  ['malformed', 'a payload that is no object', key.sign([1], { typ })],
])('%s: %s', (code, _name, jws) => {
  expect(verifyStatement(jws, typ, trustKeys)).toEqual({ ok: false, code });
});

it('refuses another spelling of the same signature bytes', () => {
  const last = signature.at(-1) ?? '';
  const alphabet = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_';
  const twin = alphabet[alphabet.indexOf(last) ^ 1] ?? '';
  const respelled = `${header}.${payload}.${signature.slice(0, -1)}${twin}`;
  expect(Buffer.from(signature.slice(0, -1) + twin, 'base64url')).toEqual(
    Buffer.from(signature, 'base64url'),
  );
  expect(verifyStatement(respelled, typ, trustKeys)).toEqual({ ok: false, code: 'malformed' });
});

it('takes the longest kid that can be pinned, in its longest spelling', () => {
  const pinned = makeBundleKey('k'.repeat(256));
  const [head = '', ...rest] = pinned.sign({ a: 1 }, { typ }).split('.');
  const escaped = Buffer.from(head, 'base64url')
    .toString()
    .replaceAll('k', String.raw`\u006b`);
  const respelled = [Buffer.from(escaped).toString('base64url'), ...rest].join('.');
  const keys = importTrustKeys([pinned.trust]);
  expect(verifyStatement(respelled, typ, keys)).toEqual({ ok: false, code: 'bad_signature' });
});

// Anybody between a service and its control plane can write these, and a gzip of a few kilobytes holds them.
describe('of 16 MiB without a signature that holds, nothing long is taken apart, decoded or parsed', () => {
  const SIZE = 16 * 1024 * 1024;
  const base64 = (text: string) => Buffer.from(text).toString('base64url');
  it.each([
    ['malformed', 'dots', () => '.'.repeat(SIZE)],
    ['malformed', 'one part', () => 'A'.repeat(SIZE)],
    ['malformed', 'a deep header', () => `${base64('['.repeat(SIZE * 0.7))}.e30.AA`],
    ['malformed', 'a header of many members', () => `${base64(`{${'"a":[],'.repeat(SIZE / 10)}`)}.e30.AA`],
    ['malformed', 'a long signature', () => `${header}.${payload}.${'A'.repeat(SIZE)}`],
    ['bad_signature', 'a long payload', () => `${header}.${'A'.repeat(SIZE)}.${signature}`],
  ])('%s: %s', (code, _name, jws) => {
    const statement = jws();
    const work = [
      vi.spyOn(String.prototype, 'split'),
      vi.spyOn(Buffer, 'from'),
      vi.spyOn(JSON, 'parse'),
    ] as const;
    const result = verifyStatement(statement, typ, trustKeys);
    const texts = work.flatMap(({ mock }) => [...mock.contexts, ...mock.calls.flat()]);
    vi.restoreAllMocks();
    expect(result).toEqual({ ok: false, code });
    // A signature is checked over the bytes of the payload, however long it is.
    const long = texts.map(String).filter(({ length }) => length > 4096);
    expect(long.length).toBe(code === 'bad_signature' ? 1 : 0);
  });
});
