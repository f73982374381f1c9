import { isUtf8 } from 'node:buffer';
import { Scratch } from './scratch.js';

/** The last characters that leave no bit of theirs unused, where one or two bytes are left over after the groups of three. */
const LAST_OF_ONE = 'AQgw';
const LAST_OF_TWO = 'AEIMQUYcgkosw048';

/**
 * Whether Node's decoder of base64url skips what is not of the alphabet, so that less comes out of it: for it also takes
 * + and /, and cuts characters to eight bits.
 */
export function isReadExactly(text: string): boolean {
  return !text.includes('+') && !text.includes('/') && Buffer.byteLength(text) === text.length;
}

/** Whether a text that is read exactly, and gave so many bytes, is their one canonical spelling (RFC 7515 §2). */
function isCanonical(text: string, bytes: number): boolean {
  const { length } = text;
  const over = length % 4;
  // No number of bytes takes 4n + 1 characters.
  if (over === 1 || bytes !== Math.trunc((length * 3) / 4)) return false;
  return over === 0 || (over === 2 ? LAST_OF_ONE : LAST_OF_TWO).includes(text.charAt(length - 1));
}

/** As long as the longest token that a contract may allow. */
const LONGEST = 65_536;

const scratch = new Scratch(LONGEST);
const signature = new Scratch(LONGEST);

/**
 * Decodes base64url that is read exactly into the text that its bytes are in UTF-8; null when it is not canonical: a
 * token with a second spelling would have two identities. Bytes that are not UTF-8 give no text. A byte-order mark stays,
 * so that no JSON text begins with it.
 */
export function decodeText(text: string): string | null {
  const bytes = scratch.bytes.write(text, 'base64url');
  if (!isCanonical(text, bytes)) return null;
  const decoded = scratch.bytes.toString('utf8', 0, bytes);
  return decoded.includes('\uFFFD') && !isUtf8(scratch.first(bytes)) ? '' : decoded;
}

/** Decodes base64url that is read exactly; null when it is not canonical. The bytes last until the next call. */
export function decodeBriefly(text: string): Buffer | null {
  const bytes = signature.bytes.write(text, 'base64url');
  return isCanonical(text, bytes) ? signature.first(bytes) : null;
}

/** The characters, each below 256, as bytes that last until the next call of this or of `decodeText`. */
export function latin1Briefly(text: string): Buffer {
  return scratch.first(scratch.bytes.write(text, 'latin1'));
}
