import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { decodeBase64url } from './bytes.js';

/** The definition: the one text that the bytes of it are written as. */
function canonical(text: string): Buffer | null {
  const bytes = Buffer.from(text, 'base64url');
  return bytes.toString('base64url') === text ? bytes : null;
}

const ALPHABET = Array.from('ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_');
/** Beside the alphabet, what decoders take for a part of it or skip; Ł is an A when it is cut to eight bits. */
const CLOSE = Array.from('+/= \n\t\r.~\0ÀŁ\u0141\u4141\ud83d\ude00');

describe('decodeBase64url', () => {
  it('decodes what bytes are written as', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 300 }), (bytes) => {
        const text = Buffer.from(bytes).toString('base64url');
        expect(decodeBase64url(text)).toEqual(Buffer.from(bytes));
      }),
    );
  });

  it('takes and refuses exactly what writing the bytes again would', () => {
    const character = fc.oneof(
      { weight: 20, arbitrary: fc.constantFrom(...ALPHABET) },
      { weight: 1, arbitrary: fc.constantFrom(...CLOSE) },
      { weight: 1, arbitrary: fc.string({ minLength: 1, maxLength: 2, unit: 'binary' }) },
    );
    const text = fc.array(character, { maxLength: 40 }).map((characters) => characters.join(''));
    fc.assert(
      fc.property(text, (written) => {
        expect(decodeBase64url(written)).toEqual(canonical(written));
      }),
      { numRuns: 50_000 },
    );
  });

  it('takes no text of one or two bytes but the canonical one, of all that end alike', () => {
    for (const last of ALPHABET) {
      for (const written of [`A${last}`, `AA${last}`]) {
        expect(decodeBase64url(written)).toEqual(canonical(written));
      }
    }
  });

  it.each(CLOSE)('refuses %j at every place', (character) => {
    for (const at of [0, 1, 2, 3, 4]) {
      const written = 'AAAA'.slice(0, at) + character + 'AAAA'.slice(at);
      expect(decodeBase64url(written)).toBeNull();
    }
  });
});
