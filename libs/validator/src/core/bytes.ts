import { isUtf8 } from 'node:buffer';

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

/**
 * Decodes base64url without padding. Returns null unless the text is the one canonical spelling of its bytes: a token
 * with a second spelling would have two identities.
 */
export function decodeBase64url(text: string): Buffer | null {
  if (!isReadExactly(text)) return null;
  const bytes = Buffer.from(text, 'base64url');
  return isCanonical(text, bytes.length) ? bytes : null;
}

/** As long as the longest token that a contract may allow. Making a buffer for each part costs more than decoding it. */
const scratch = Buffer.allocUnsafeSlow(65_536);

/**
 * Decodes base64url that is read exactly into the text that its bytes are in UTF-8; null when it is not canonical. Bytes
 * that are not UTF-8 give no text. A byte-order mark stays, so that no JSON text begins with it.
 */
export function decodeText(text: string): string | null {
  const target = text.length > scratch.length ? Buffer.alloc(text.length) : scratch;
  const bytes = target.write(text, 'base64url');
  if (!isCanonical(text, bytes)) return null;
  const decoded = target.toString('utf8', 0, bytes);
  return decoded.includes('\uFFFD') && !isUtf8(target.subarray(0, bytes)) ? '' : decoded;
}

/** Longest signature of which the bytes have a place of their own: RSA of 4,096 bits. */
const LONGEST_HELD = 512;
const held: Buffer[] = [];

/** Decodes base64url that is read exactly; null when it is not canonical. The bytes last until the next call. */
export function decodeBriefly(text: string): Buffer | null {
  const length = Math.trunc((text.length * 3) / 4);
  const target = length > LONGEST_HELD ? Buffer.alloc(length) : (held[length] ??= Buffer.alloc(length));
  return isCanonical(text, target.write(text, 'base64url')) ? target : null;
}

/** The characters, each below 256, as bytes that last until the next call of a function of this file. */
export function latin1Briefly(text: string): Buffer {
  if (text.length > scratch.length) return Buffer.from(text, 'latin1');
  return scratch.subarray(0, scratch.write(text, 'latin1'));
}
