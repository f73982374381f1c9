import { CHANGE_LOG_LIFTED, ChangeEvent, LogNumber } from '@accord/contract';
import { canonicalBytes } from './canonical.js';
import { eventHash } from './hash.js';

/** An event as stored: its canonical bytes and the two hashes, 32 bytes each. */
export interface ChainLink {
  number: number;
  canonical: Uint8Array;
  hash: Uint8Array;
  previousHash: Uint8Array;
}

/** Where a check starts or ended: the last number that holds, its hash and its time in epoch seconds. */
export interface ChainHead {
  number: number;
  at: number;
  hash: Uint8Array;
}

export type ChainVerdict =
  { intact: true; head: ChainHead } | { intact: false; brokenAt: number; problem: string; head: ChainHead };

/**
 * Checks that `links` continue the log from `after` (number 0 with the genesis hash for the whole log): numbers dense
 * (but for a logged lift), hashes right, times never going back, bytes canonical. Stops at the first link that does not hold.
 * What goes wrong in the check itself is thrown: it is no finding.
 */
export async function verifyChain(links: Iterable<ChainLink>, after: ChainHead): Promise<ChainVerdict> {
  let head = after;
  for (const link of links) {
    const checked = await checkLink(link, head);
    if (typeof checked === 'string') {
      return { intact: false, brokenAt: head.number + 1, problem: checked, head };
    }
    head = checked;
  }
  return { intact: true, head };
}

async function checkLink(link: ChainLink, head: ChainHead): Promise<ChainHead | string> {
  if (link.number !== head.number + 1 && !isLift(link, head)) {
    return `number ${head.number + 1} is missing: ${link.number} comes after ${head.number}`;
  }
  if (!sameBytes(link.previousHash, head.hash)) return 'the hash of the event before it does not match';
  if (!sameBytes(await eventHash(head.hash, link.canonical), link.hash)) {
    return 'the content does not match the hash';
  }
  const event = decodeEvent(link.canonical);
  if (event === undefined) return 'the content is not the canonical form of a change event';
  if (event.number !== link.number) return `the content says it is number ${event.number}`;
  if (event.at < head.at) return `the time goes back from ${head.at} to ${event.at}`;
  return { number: link.number, at: event.at, hash: link.hash };
}

/** Whether the link is the one kind of event that may jump, and says itself that it follows `head`. */
function isLift(link: ChainLink, head: ChainHead): boolean {
  if (link.number <= head.number) return false;
  const event = decodeEvent(link.canonical);
  if (event?.action !== CHANGE_LOG_LIFTED) return false;
  return LogNumber.safeParse(event.before).data?.number === head.number;
}

/**
 * Reads an event from its canonical bytes; undefined when they are not exactly an event's canonical form. Throws when that
 * cannot be found out.
 */
export function decodeEvent(canonical: Uint8Array): ChangeEvent | undefined {
  try {
    const text = new TextDecoder('utf-8', { fatal: true }).decode(canonical);
    const event = ChangeEvent.safeParse(JSON.parse(text));
    if (!event.success) return undefined;
    return sameBytes(canonicalBytes(event.data), canonical) ? event.data : undefined;
  } catch (error) {
    if (isOfContent(error)) return undefined;
    throw error;
  }
}

/** No UTF-8, no JSON, or a text that canonical JSON cannot hold. Anything else says nothing about the event. */
function isOfContent(error: unknown): boolean {
  return error instanceof SyntaxError || error instanceof TypeError;
}

function sameBytes(left: Readonly<Uint8Array>, right: Readonly<Uint8Array>): boolean {
  return left.length === right.length && left.every((byte, index) => byte === right[index]);
}
