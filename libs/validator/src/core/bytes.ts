import { isAscii, isUtf8 } from 'node:buffer';

/** The last characters that leave no bit of theirs unused, where one or two bytes are left over after the groups of three. */
const LAST_OF_ONE = 'AQgw';
const LAST_OF_TWO = 'AEIMQUYcgkosw048';

/**
 * Decodes base64url without padding (RFC 7515 §2). Returns null unless the text is the one canonical spelling of
 * its bytes: a token with a second spelling would have two identities.
 */
export function decodeBase64url(text: string): Buffer | null {
  const { length } = text;
  const over = length % 4;
  // No number of bytes takes 4n + 1 characters.
  if (over === 1) return null;
  const bytes = Buffer.from(text, 'base64url');
  // Node skips what is not of the alphabet, so that less comes out; but it takes + and / as well, and cuts characters to eight bits.
  const isOfAlphabet =
    bytes.length === Math.trunc((length * 3) / 4) &&
    !text.includes('+') &&
    !text.includes('/') &&
    Buffer.byteLength(text) === length;
  if (!isOfAlphabet) return null;
  if (over === 0) return bytes;
  return (over === 2 ? LAST_OF_ONE : LAST_OF_TWO).includes(text.charAt(length - 1)) ? bytes : null;
}

/** Decodes UTF-8; null when it is not valid. A byte-order mark stays, so that no JSON text begins with it. */
export function decodeUtf8(bytes: Buffer): string | null {
  if (isAscii(bytes)) return bytes.toString('latin1');
  return isUtf8(bytes) ? bytes.toString('utf8') : null;
}
