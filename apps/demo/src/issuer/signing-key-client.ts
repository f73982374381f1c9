import { randomUUID } from 'node:crypto';
import type { SigningKeys } from '@accord/contract/http';
import { compactDecrypt, exportJWK, generateKeyPair, type CryptoKey, type JWK } from 'jose';

const ANSWER_WITHIN_MS = 5000;

export interface SigningKey {
  kid: string;
  /** Epoch seconds. A key that was taken back is active for the second time: this tells which. */
  activeSince: number | null;
  privateJwk: JWK;
}

/**
 * Asks Accord which key to sign with now, and says which one it uses: the acknowledgement that lets a
 * rotation go on. The private key travels as a JWE to a key pair that lives in this process only.
 */
export class SigningKeyClient {
  private readonly instance = randomUUID();
  private applied: SigningKey | undefined;
  private decryptionKey: CryptoKey | undefined;

  constructor(
    private readonly apiUrl: string,
    private readonly credential: string,
  ) {}

  async register(): Promise<void> {
    const pair = await generateKeyPair('ECDH-ES+A256KW', { crv: 'P-256', extractable: true });
    const { kty, crv, x, y } = await exportJWK(pair.publicKey);
    this.decryptionKey = pair.privateKey;
    await this.send('PUT', '/v1/signing-key/encryption-key', {
      jwk: { kty, crv, x, y, kid: this.instance, use: 'enc', alg: 'ECDH-ES+A256KW' },
    });
  }

  /** The key to sign with now, and after how many seconds to ask again. */
  async current(): Promise<{ key: SigningKey; refreshSeconds: number }> {
    const answer = (await this.send('GET', '/v1/signing-key')) as SigningKeys;
    const [key] = answer.keys;
    if (!key?.private_jwk_jwe || !this.decryptionKey)
      throw new Error('Accord has no signing key for this issuer');
    const { plaintext } = await compactDecrypt(key.private_jwk_jwe, this.decryptionKey);
    const privateJwk = JSON.parse(new TextDecoder().decode(plaintext)) as JWK;
    return {
      key: {
        kid: key.kid,
        activeSince: key.active_since,
        privateJwk: { ...privateJwk, kid: key.kid, alg: key.alg, use: 'sig' },
      },
      refreshSeconds: answer.refresh_seconds,
    };
  }

  /** Said with the next question. */
  acknowledge(key: SigningKey): void {
    this.applied = key;
  }

  /** Said when this process signs no more: else a key that it used would be kept for a day, in case it still does. */
  async leave(): Promise<void> {
    await this.send('GET', '/v1/signing-key', undefined, { 'accord-leaving': '1' });
  }

  private async send(
    method: string,
    path: string,
    body?: unknown,
    more: Record<string, string> = {},
  ): Promise<unknown> {
    const answer = await fetch(`${this.apiUrl}${path}`, {
      method,
      signal: AbortSignal.timeout(ANSWER_WITHIN_MS),
      headers: {
        ...more,
        authorization: `Bearer ${this.credential}`,
        'accord-instance': this.instance,
        ...(this.applied === undefined
          ? {}
          : {
              'accord-applied': this.applied.kid,
              'accord-active-since': String(this.applied.activeSince),
            }),
        ...(body === undefined ? {} : { 'content-type': 'application/json' }),
      },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
    const text = await answer.text();
    if (!answer.ok) throw new Error(`${path} answered ${answer.status}: ${text.slice(0, 500)}`);
    return text === '' ? undefined : JSON.parse(text);
  }
}
