import { beforeEach, describe, expect, it } from 'vitest';
import type { HeartbeatHeaders } from './heartbeat.js';
import { HeartbeatBook, type FleetPage } from './heartbeat-book.js';

const ID = '0190a1b2-0000-4000-8000-000000000001';
const KID = 'k'.repeat(43);
const NOW = 1_000_000;

const said = (more: Partial<HeartbeatHeaders> = {}): HeartbeatHeaders => ({
  instance: ID,
  sdk: 'validator-node/1.0.0',
  interval: '30',
  applied: '7',
  error: undefined,
  trust: KID,
  time: String(NOW + 3),
  leaving: undefined,
  ...more,
});

let book: HeartbeatBook;
let page: FleetPage;

beforeEach(() => {
  book = new HeartbeatBook();
  page = book.open({ serviceId: 's', environmentId: 'e' });
});

const drained = (now: number) => book.drain(now).map(({ heartbeat, changed }) => ({ ...heartbeat, changed }));

describe('what is kept of a heartbeat', () => {
  it('takes over what parses', () => {
    book.note(page, said(), NOW);
    expect(drained(NOW)).toEqual([
      {
        instance: ID,
        lastSeenAt: NOW,
        appliedVersion: 7,
        error: null,
        sdk: 'validator-node/1.0.0',
        intervalSeconds: 30,
        trust: [KID],
        clockSkewSeconds: 3,
        leftAt: null,
        changed: true,
      },
    ]);
    expect(book.malformed).toBe(0);
  });

  it('holds nothing else of a request, and no header that is too long to parse', () => {
    const request = { ...said({ error: 'x'.repeat(10_000) }), authorization: 'Bearer secret' };
    book.note(page, request, NOW);
    book.note(page, request, NOW + 1);
    const held = JSON.stringify([...page.entries]);
    expect(held).not.toContain('secret');
    expect(held.length).toBeLessThan(1000);
  });

  it.each([
    [{ sdk: '<script>' }, { sdk: null }],
    [{ applied: 'none' }, { appliedVersion: null }],
    [{ applied: '-7' }, { appliedVersion: null }],
    [{ applied: '1e3' }, { appliedVersion: null }],
    [{ interval: '0' }, { intervalSeconds: null }],
    [{ interval: '999999' }, { intervalSeconds: null }],
    [{ error: 'Bad Signature!' }, { error: null }],
    [{ error: 'bad_signature' }, { error: 'bad_signature' }],
    [{ trust: `x, ${KID}` }, { trust: [KID] }],
    [{ time: 'noon' }, { clockSkewSeconds: null }],
    [{ leaving: '1' }, { leftAt: NOW }],
    [{ instance: ID.toUpperCase() }, { instance: ID }],
  ])('%o', (headers, expected) => {
    book.note(page, said(headers), NOW);
    expect(drained(NOW)[0]).toMatchObject(expected);
  });

  it('counts what does not parse, and takes no instance without a UUID', () => {
    book.note(page, said({ instance: 'me', applied: 'x' }), NOW);
    expect(drained(NOW)).toEqual([]);
    expect(book.malformed).toBe(2);
  });

  it('lets an instance come back after it left', () => {
    book.note(page, said({ leaving: '1' }), NOW);
    book.note(page, said(), NOW + 1);
    expect(drained(NOW + 1)[0]).toMatchObject({ leftAt: null, lastSeenAt: NOW + 1 });
  });
});

describe('what is written when', () => {
  it('writes news at once, the same words every five seconds only', () => {
    const seen: number[] = [];
    for (let now = NOW; now < NOW + 12; now += 1) {
      book.note(page, said({ time: String(now) }), now);
      if (book.drain(now).length > 0) seen.push(now - NOW);
    }
    expect(seen).toEqual([0, 5, 10]);
    book.note(page, said({ applied: '8' }), NOW + 12);
    expect(drained(NOW + 12)).toMatchObject([{ appliedVersion: 8, changed: true }]);
  });

  it('writes again what could not be written', () => {
    book.note(page, said(), NOW);
    book.restore(book.drain(NOW));
    expect(drained(NOW)).toHaveLength(1);
    expect(drained(NOW)).toEqual([]);
  });

  it('forgets who is silent for long', () => {
    book.note(page, said(), NOW);
    book.drain(NOW);
    book.drain(NOW + 601);
    expect(page.entries.size).toBe(0);
  });

  it('keeps the use of a credential to the minute', () => {
    const credential = { id: 'c', lastUsedAt: 0 };
    for (const now of [NOW, NOW + 1, NOW + 59]) book.noteCredential(credential, now);
    expect([...book.drainCredentials()]).toEqual([['c', NOW]]);
    book.noteCredential(credential, NOW + 60);
    expect([...book.drainCredentials()]).toEqual([['c', NOW + 60]]);
  });
});
