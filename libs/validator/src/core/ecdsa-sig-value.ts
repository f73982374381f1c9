import { Scratch } from './scratch.js';

/** Tags of DER (X.690 §8). */
const INTEGER = 0x02;
const SEQUENCE = 0x30;
/** One byte of length follows; without it a length has seven bits (X.690 §8.1.3). */
const LONG_FORM = 0x81;
const SHORT_LENGTHS = 0x80;
const SIGN_BIT = 7;

/** Two numbers of P-521 with a zero before each, their heads, and that of both. */
const LONGEST = 2 * (66 + 1 + 2) + 3;
const scratch = new Scratch(LONGEST);

/**
 * A signature of ECDSA as JWS has it, two numbers of the same length (RFC 7518 §3.4), in the form that OpenSSL checks: the
 * DER of Ecdsa-Sig-Value (RFC 3279 §2.2.3). To have Node rewrite it takes several times as long. The bytes last until the
 * next call.
 */
export function ecdsaSigValue(pair: Buffer): Buffer {
  const { bytes } = scratch;
  const half = pair.length / 2;
  const r = firstOf(pair, 0, half);
  const s = firstOf(pair, half, pair.length);
  const length = 4 + lengthOf(pair, r, half) + lengthOf(pair, s, pair.length);
  let at = 0;
  bytes[at++] = SEQUENCE;
  if (length >= SHORT_LENGTHS) bytes[at++] = LONG_FORM;
  bytes[at++] = length;
  at = writeInteger(pair, r, half, at);
  at = writeInteger(pair, s, pair.length, at);
  return scratch.first(at);
}

/** Where a number begins behind its leading zeros, of which the last byte is none. */
function firstOf(pair: Buffer, start: number, end: number): number {
  let first = start;
  while (first < end - 1 && pair[first] === 0) first += 1;
  return first;
}

/** An integer whose first bit is set would be negative: it gets a zero before it (X.690 §8.3). */
const isNegative = (pair: Buffer, first: number): boolean => (pair[first] ?? 0) >> SIGN_BIT === 1;

function lengthOf(pair: Buffer, first: number, end: number): number {
  return end - first + (isNegative(pair, first) ? 1 : 0);
}

/** Returns where the next one goes. */
function writeInteger(pair: Buffer, first: number, end: number, start: number): number {
  const { bytes } = scratch;
  let at = start;
  bytes[at++] = INTEGER;
  bytes[at++] = lengthOf(pair, first, end);
  if (isNegative(pair, first)) bytes[at++] = 0;
  for (let index = first; index < end; index += 1) bytes[at++] = pair[index] ?? 0;
  return at;
}
