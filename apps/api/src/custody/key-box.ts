import { createCipheriv, createDecipheriv, hkdfSync, randomBytes } from 'node:crypto';
import { Problem } from '../platform/errors/problem.js';

/** What a sealed key is for. Each purpose has an encryption key of its own. */
export type CustodyPurpose = 'bundle-key' | 'issuer-key';

const MASTER_KEY_BYTES = 32;
const VERSION = 1;
const NONCE_BYTES = 12;
const TAG_BYTES = 16;
const HKDF_SALT = 'accord key box';

/** A sealed key could not be opened: other master key, other row, or altered bytes. */
export class KeyBoxError extends Problem {
  override name = 'KeyBoxError';

  constructor(detail: string, cause?: unknown) {
    super({ status: 503, code: 'sealed_key_unreadable', detail, headers: { 'retry-after': '60' } });
    this.cause = cause;
  }
}

/**
 * Seals private keys with AES-256-GCM under keys derived (HKDF-SHA-256, one per purpose) from the master key,
 * which never lies in the database. Purpose and id are authenticated, so that a sealed key moved to another
 * row does not open. Envelope: version (1 byte) | nonce (12) | ciphertext | tag (16).
 */
export class KeyBox {
  readonly #masterKey: Uint8Array;
  readonly #derived = new Map<CustodyPurpose, Buffer>();

  /** @throws KeyBoxError unless `masterKey` has 32 bytes. */
  constructor(masterKey: Uint8Array) {
    if (masterKey.byteLength !== MASTER_KEY_BYTES)
      throw new KeyBoxError(
        `The master key has ${masterKey.byteLength} bytes; it needs ${MASTER_KEY_BYTES}.`,
      );
    this.#masterKey = Uint8Array.from(masterKey);
  }

  /** Seals `plain` for one purpose and row id, under a fresh random nonce. */
  seal(purpose: CustodyPurpose, id: string, plain: Uint8Array): Buffer {
    const nonce = randomBytes(NONCE_BYTES);
    const cipher = createCipheriv('aes-256-gcm', this.#keyOf(purpose), nonce);
    cipher.setAAD(associatedData(purpose, id));
    const encrypted = Buffer.concat([cipher.update(plain), cipher.final()]);
    return Buffer.concat([Uint8Array.of(VERSION), nonce, encrypted, cipher.getAuthTag()]);
  }

  /** @throws KeyBoxError when the envelope was not sealed by this master key for this purpose and id. */
  open(purpose: CustodyPurpose, id: string, sealed: Uint8Array): Buffer {
    const envelope = Buffer.from(sealed.buffer, sealed.byteOffset, sealed.byteLength);
    if (envelope.length < 1 + NONCE_BYTES + TAG_BYTES || envelope[0] !== VERSION)
      throw new KeyBoxError(`The sealed ${purpose} ${id} has an unknown format.`);
    const nonce = envelope.subarray(1, 1 + NONCE_BYTES);
    const decipher = createDecipheriv('aes-256-gcm', this.#keyOf(purpose), nonce, {
      authTagLength: TAG_BYTES,
    });
    decipher.setAAD(associatedData(purpose, id));
    decipher.setAuthTag(envelope.subarray(-TAG_BYTES));
    try {
      const encrypted = envelope.subarray(1 + NONCE_BYTES, -TAG_BYTES);
      return Buffer.concat([decipher.update(encrypted), decipher.final()]);
    } catch (cause) {
      throw new KeyBoxError(
        `The sealed ${purpose} ${id} does not open: it was altered, or ACCORD_MASTER_KEY is not the one that sealed it. ` +
          'Start with the master key in force; after change-master-key that is the new one.',
        cause,
      );
    }
  }

  #keyOf(purpose: CustodyPurpose): Buffer {
    const known = this.#derived.get(purpose);
    if (known) return known;
    const key = Buffer.from(hkdfSync('sha256', this.#masterKey, HKDF_SALT, purpose, 32));
    this.#derived.set(purpose, key);
    return key;
  }
}

/** JSON of the pair: no purpose and id can be confused with another split of the same letters. */
function associatedData(purpose: CustodyPurpose, id: string): Buffer {
  return Buffer.from(JSON.stringify([VERSION, purpose, id]));
}
