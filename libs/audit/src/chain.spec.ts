import { describe, expect, it, vi } from 'vitest';
import { CHANGE_LOG_LIFTED, type ChangeEvent } from '@accord/contract';
import { canonicalBytes } from './canonical.js';
import { GENESIS_HASH, eventHash } from './hash.js';
import { type ChainHead, type ChainLink, decodeEvent, verifyChain } from './verify-chain.js';

const START: ChainHead = { number: 0, at: 0, hash: new Uint8Array(GENESIS_HASH) };

function eventNumber(number: number, overrides: Partial<ChangeEvent> = {}): ChangeEvent {
  return {
    number,
    at: 1_795_440_000 + number,
    actor: { kind: 'user', id: 'u-1', name: 'Ada' },
    action: 'service.created',
    object: { kind: 'service', id: `s-${number}`, name: 'payments' },
    service_id: null,
    environment_id: null,
    issuer_id: null,
    request_id: 'req-1',
    reason: null,
    before: null,
    after: { owner: 'Zahlungsverkehr €', limits: [1, 2.5, true] },
    ...overrides,
  };
}

function liftTo(number: number, from: number, overrides: Partial<ChangeEvent> = {}): ChangeEvent {
  return eventNumber(number, {
    action: CHANGE_LOG_LIFTED,
    object: { kind: 'change_log', id: 'change_log', name: 'the change log' },
    before: { number: from },
    after: { number },
    ...overrides,
  });
}

async function chainOf(events: ChangeEvent[]): Promise<ChainLink[]> {
  const links: ChainLink[] = [];
  let previousHash: Uint8Array = new Uint8Array(GENESIS_HASH);
  for (const event of events) {
    const canonical = canonicalBytes(event);
    const hash = await eventHash(previousHash, canonical);
    links.push({ number: event.number, canonical, hash, previousHash });
    previousHash = hash;
  }
  return links;
}

describe('canonicalBytes', () => {
  it('orders members by name, whatever order they were written in', () => {
    const event = eventNumber(1);
    const reversed = Object.fromEntries(Object.entries(event).reverse()) as ChangeEvent;
    expect(canonicalBytes(reversed)).toEqual(canonicalBytes(event));
    expect(new TextDecoder().decode(canonicalBytes(event))).toMatch(
      /^\{"action":"service\.created","actor":\{"id"/,
    );
  });

  it.each([
    ['undefined', { a: undefined }],
    ['NaN', { a: Number.NaN }],
    ['a lone surrogate', { a: '\ud800' }],
    ['a function', { a: () => 1 }],
  ])('refuses %s instead of dropping it', (_name, after) => {
    const event = eventNumber(1, { after: after as unknown as ChangeEvent['after'] });
    expect(() => canonicalBytes(event)).toThrow(TypeError);
  });

  it('is read back as the same event', () => {
    expect(decodeEvent(canonicalBytes(eventNumber(3)))).toEqual(eventNumber(3));
    expect(decodeEvent(new TextEncoder().encode(JSON.stringify(eventNumber(3))))).toBeUndefined();
  });
});

it('takes a list of any length', () => {
  const after = Array.from({ length: 300_000 }, () => 0);
  expect(decodeEvent(canonicalBytes(eventNumber(1, { after })))?.after).toEqual(after);
});

it('is canonical as RFC 8785 has it: numbers, strings and the order of names', () => {
  const after = JSON.parse(
    String.raw`{"\u20ac":1,"\r":2,"1":[-0,333333333.33333329,1E30,4.50,2e-3,1e-27],"\ud83d\ude00":"\u000f\n\u20ac$","\ufb33":[{}, []]}`,
  ) as ChangeEvent['after'];
  expect(new TextDecoder().decode(canonicalBytes(eventNumber(1, { after })))).toContain(
    '"after":{"\\r":2,"1":[0,333333333.3333333,1e+30,4.5,0.002,1e-27],"€":1,"😀":"\\u000f\\n€$","\ufb33":[{},[]]}',
  );
});

it('lets its own failure be known as one, and says nothing of the chain then', async () => {
  const links = await chainOf([eventNumber(1)]);
  const parse = vi.spyOn(JSON, 'parse').mockImplementation(() => {
    throw new RangeError('Maximum call stack size exceeded');
  });
  await expect(verifyChain(links, START)).rejects.toThrow(RangeError);
  parse.mockRestore();
});

describe('eventHash', () => {
  it('is SHA-256 of label, previous hash and bytes', async () => {
    // printf 'accord-change-log-v1\n' followed by 32 zero bytes and "{}", piped to sha256sum
    const hash = await eventHash(GENESIS_HASH, new TextEncoder().encode('{}'));
    expect(Buffer.from(hash).toString('hex')).toBe(
      '72477bbf1158aa3c1f1a0a24f821cfe903d01732502b0a46d92bbb16b7afe5fd',
    );
  });
});

describe('verifyChain', () => {
  it('accepts a whole chain and one continued from a known head', async () => {
    const links = await chainOf([1, 2, 3, 4].map((number) => eventNumber(number)));
    const half = await verifyChain(links.slice(0, 2), START);
    expect(half).toMatchObject({ intact: true, head: { number: 2, at: 1_795_440_002 } });
    expect(await verifyChain(links.slice(2), half.head)).toMatchObject({ intact: true, head: { number: 4 } });
  });

  it('names the event whose content was rewritten', async () => {
    const links = await chainOf([1, 2, 3].map((number) => eventNumber(number)));
    links[1] = { ...links[1]!, canonical: canonicalBytes(eventNumber(2, { reason: 'forged' })) };
    expect(await verifyChain(links, START)).toMatchObject({ intact: false, brokenAt: 2 });
  });

  it('names the successor when content and hash were both rewritten', async () => {
    const links = await chainOf([1, 2, 3].map((number) => eventNumber(number)));
    const canonical = canonicalBytes(eventNumber(2, { reason: 'forged' }));
    links[1] = { ...links[1]!, canonical, hash: await eventHash(links[0]!.hash, canonical) };
    expect(await verifyChain(links, START)).toMatchObject({ intact: false, brokenAt: 3 });
  });

  it('accepts a lift of the log, which says what it follows, and goes on after it', async () => {
    const links = await chainOf([eventNumber(1), liftTo(5000, 1), eventNumber(5001)]);
    expect(await verifyChain(links, START)).toMatchObject({ intact: true, head: { number: 5001 } });
    expect(await verifyChain([links[0]!, links[2]!], START)).toMatchObject({ intact: false, brokenAt: 2 });
  });

  it.each([
    ['any other event', eventNumber(5000)],
    ['a lift that follows another number', liftTo(5000, 2)],
    ['a lift that does not say what it follows', liftTo(5000, 1, { before: null })],
    ['a lift to a lower number', liftTo(1, 1)],
  ])('refuses a jump by %s', async (_by, jump) => {
    const links = await chainOf([eventNumber(1), jump]);
    expect(await verifyChain(links, START)).toMatchObject({ intact: false, brokenAt: 2 });
  });

  it('sees an event that was removed in front of a lift', async () => {
    const links = await chainOf([eventNumber(1), eventNumber(2), liftTo(5000, 2), eventNumber(5001)]);
    const forged = await chainOf([eventNumber(1), liftTo(5000, 1)]);
    expect(await verifyChain([links[0]!, links[2]!], START)).toMatchObject({ intact: false, brokenAt: 2 });
    const rehashed = [links[0]!, forged[1]!, links[3]!];
    expect(await verifyChain(rehashed, START)).toMatchObject({ intact: false, brokenAt: 5001 });
  });

  it('sees a removed event, a false number and a time that goes back', async () => {
    const links = await chainOf([1, 2, 3].map((number) => eventNumber(number)));
    expect(await verifyChain([links[0]!, links[2]!], START)).toMatchObject({ intact: false, brokenAt: 2 });
    const misnumbered = await chainOf([eventNumber(1), eventNumber(5)]);
    misnumbered[1]!.number = 2;
    expect(await verifyChain(misnumbered, START)).toMatchObject({
      brokenAt: 2,
      problem: 'the content says it is number 5',
    });
    const backwards = await chainOf([eventNumber(1), eventNumber(2, { at: 5 })]);
    expect(await verifyChain(backwards, START)).toMatchObject({ intact: false, brokenAt: 2 });
  });
});
