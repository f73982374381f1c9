import { isUtf8 } from 'node:buffer';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { decodeBriefly, decodeText, isReadExactly, latin1Briefly } from './bytes.js';

/** The definition: the one text that the bytes of it are written as. */
function canonical(text: string): Buffer | null {
  const bytes = Buffer.from(text, 'base64url');
  return bytes.toString('base64url') === text ? bytes : null;
}

const ALPHABET = Array.from('ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_');
/** Beside the alphabet, what decoders take for a part of it or skip; Ł is an A when it is cut to eight bits. */
const CLOSE = Array.from('+/= \n\t\r.~\0ÀŁ\u0141\u4141\ud83d\ude00');

const character = fc.oneof(
  { weight: 20, arbitrary: fc.constantFrom(...ALPHABET) },
  { weight: 1, arbitrary: fc.constantFrom(...CLOSE) },
  { weight: 1, arbitrary: fc.string({ minLength: 1, maxLength: 2, unit: 'binary' }) },
);
const almostBase64url = fc.array(character, { maxLength: 40 }).map((characters) => characters.join(''));

/** As tokens are decoded: read exactly as a whole, and then part by part. */
const decode = (text: string) => (isReadExactly(text) ? decodeBriefly(text) : null);

describe('base64url', () => {
  it('decodes what bytes are written as', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 300 }), (bytes) => {
        const text = Buffer.from(bytes).toString('base64url');
        expect(decode(text)).toEqual(Buffer.from(bytes));
      }),
    );
  });

  it('takes and refuses exactly what writing the bytes again would', () => {
    fc.assert(
      fc.property(almostBase64url, (written) => {
        expect(decode(written)).toEqual(canonical(written));
      }),
      { numRuns: 50_000 },
    );
  });

  it('takes no text of one or two bytes but the canonical one, of all that end alike', () => {
    for (const last of ALPHABET) {
      for (const written of [`A${last}`, `AA${last}`]) {
        expect(decode(written)).toEqual(canonical(written));
      }
    }
  });

  it.each(CLOSE)('refuses %j at every place', (character) => {
    for (const at of [0, 1, 2, 3, 4]) {
      const written = 'AAAA'.slice(0, at) + character + 'AAAA'.slice(at);
      expect(decode(written)).toBeNull();
    }
  });
});

describe('what is decoded as text', () => {
  /** What the definition says about texts whose every character counts. */
  const asText = (written: string) => {
    const bytes = canonical(written);
    if (bytes === null) return null;
    return isUtf8(bytes) ? bytes.toString() : '';
  };

  it('is the text of the same bytes', () => {
    fc.assert(
      fc.property(almostBase64url, (written) => {
        fc.pre(isReadExactly(written));
        expect(decodeText(written)).toBe(asText(written));
      }),
      { numRuns: 10_000 },
    );
  });

  it('is text where the bytes are UTF-8, also with the character that stands for what is none', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 300 }), (text) => {
        const bytes = Buffer.from(text);
        expect(decodeText(bytes.toString('base64url'))).toBe(bytes.toString());
      }),
    );
    expect(decodeText(Buffer.from('a\uFFFDb').toString('base64url'))).toBe('a\uFFFDb');
    expect(decodeText(Buffer.from('\uFEFF{}').toString('base64url'))).toBe('\uFEFF{}');
    expect(decodeText(Buffer.from([0x7b, 0x80, 0x7d]).toString('base64url'))).toBe('');
  });

  it.each([0, 511, 513, 49_000])('may be %i bytes long', (length) => {
    const bytes = Buffer.alloc(length, 'ab');
    const written = bytes.toString('base64url');
    expect(decodeBriefly(written)?.equals(bytes)).toBe(true);
    expect(decodeText(written)).toBe(bytes.toString());
    expect(latin1Briefly(bytes.toString()).equals(bytes)).toBe(true);
  });

  it('is refused when it is longer than any token may be', () => {
    const written = Buffer.alloc(65_537, 'ab').toString('base64url');
    expect([decodeBriefly(written), decodeText(written)]).toEqual([null, null]);
  });

  it('lasts until the next call: a longer one before leaves nothing behind', () => {
    expect(decodeText(Buffer.from('{"longer":1}').toString('base64url'))).toBe('{"longer":1}');
    expect(decodeText(Buffer.from('{}').toString('base64url'))).toBe('{}');
    expect(latin1Briefly('e30').toString()).toBe('e30');
  });
});
