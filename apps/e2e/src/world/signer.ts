import { randomUUID } from 'node:crypto';
import type { CreatedCredential, SigningKeys } from '@accord/contract/http';
import {
  compactDecrypt,
  exportJWK,
  generateKeyPair,
  importJWK,
  SignJWT,
  type CryptoKey,
  type JWK,
} from 'jose';
import type { AdminApi } from './admin-api.js';

/** An authorization server in miniature: asks Accord for its key, acknowledges it, and signs. */
export class Signer {
  private readonly instance = randomUUID();
  private applied: Record<string, string> = {};

  private constructor(
    private readonly url: string,
    private readonly credential: string,
    private readonly decryptionKey: CryptoKey,
  ) {}

  static async register(admin: AdminApi, issuer: string): Promise<Signer> {
    const { secret } = await admin.call<CreatedCredential>('POST', `/v1/issuers/${issuer}/credentials`, {
      name: 'as',
    });
    const pair = await generateKeyPair('ECDH-ES+A256KW', { crv: 'P-256', extractable: true });
    const signer = new Signer(admin.url, secret ?? '', pair.privateKey);
    const { kty, crv, x, y } = await exportJWK(pair.publicKey);
    await signer.call('PUT', '/v1/signing-key/encryption-key', { jwk: { kty, crv, x, y, kid: 'enc' } });
    return signer;
  }

  /** An access token (RFC 9068) with the key that is to be used now. Times in seconds. */
  async token(claims: {
    iss: string;
    aud: string;
    scope: string;
    lifetimeSeconds: number;
  }): Promise<{ kid: string; token: string }> {
    const { kid, key } = await this.currentKey();
    const token = await new SignJWT({ client_id: 'shop', scope: claims.scope })
      .setProtectedHeader({ alg: 'ES256', typ: 'at+jwt', kid })
      .setIssuer(claims.iss)
      .setAudience(claims.aud)
      .setSubject('ada')
      .setJti(randomUUID())
      .setIssuedAt()
      .setExpirationTime(`${claims.lifetimeSeconds}s`)
      .sign(key);
    return { kid, token };
  }

  private async currentKey() {
    const answer = (await this.call('GET', '/v1/signing-key')) as SigningKeys;
    const [key] = answer.keys;
    if (!key?.private_jwk_jwe) throw new Error('no signing key');
    const { plaintext } = await compactDecrypt(key.private_jwk_jwe, this.decryptionKey);
    this.applied = { 'accord-applied': key.kid, 'accord-active-since': String(key.active_since) };
    return {
      kid: key.kid,
      key: await importJWK(JSON.parse(new TextDecoder().decode(plaintext)) as JWK, 'ES256'),
    };
  }

  private async call(method: string, path: string, body?: unknown): Promise<unknown> {
    const answer = await fetch(`${this.url}${path}`, {
      method,
      headers: {
        authorization: `Bearer ${this.credential}`,
        'content-type': 'application/json',
        'accord-instance': this.instance,
        ...this.applied,
      },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
    const text = await answer.text();
    if (!answer.ok) throw new Error(`${method} ${path}: ${answer.status} ${text}`);
    return text === '' ? undefined : JSON.parse(text);
  }
}
