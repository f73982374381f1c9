import { isAscii, isUtf8 } from 'node:buffer';

/**
 * Decodes base64url without padding (RFC 7515 §2). Returns null unless the text is the one canonical spelling of
 * its bytes: a token with a second spelling would have two identities.
 */
export function decodeBase64url(text: string): Buffer | null {
  // No number of bytes takes 4n + 1 characters.
  if (text.length % 4 === 1) return null;
  const bytes = Buffer.from(text, 'base64url');
  return bytes.toString('base64url') === text ? bytes : null;
}

/** Decodes UTF-8; null when it is not valid. A byte-order mark stays, so that no JSON text begins with it. */
export function decodeUtf8(bytes: Buffer): string | null {
  if (isAscii(bytes)) return bytes.toString('latin1');
  return isUtf8(bytes) ? bytes.toString('utf8') : null;
}
