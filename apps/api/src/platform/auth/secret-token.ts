import { createHash, randomBytes } from 'node:crypto';

/** A new secret of 256 random bits, base64url, behind a prefix that scanners can recognise. */
export function newSecretToken(prefix: string): string {
  return `${prefix}${randomBytes(32).toString('base64url')}`;
}

/** What is stored of a secret. A plain hash is enough: 256 random bits cannot be guessed. */
export function hashSecretToken(token: string): Buffer {
  return createHash('sha256').update(token).digest();
}
