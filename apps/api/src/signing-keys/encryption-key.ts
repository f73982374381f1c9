import type { RegisterEncryptionKey } from '@accord/contract/http';
import { CompactEncrypt, importJWK } from 'jose';
import { Problem } from '../platform/errors/problem.js';

type EncryptionJwk = RegisterEncryptionKey['jwk'];

const ALG = 'ECDH-ES+A256KW';

/** Tells at once what would otherwise fail on every question of the signer. @throws Problem 422 `encryption_key_unusable` */
export async function refuseUnusable(jwk: EncryptionJwk): Promise<void> {
  try {
    await imported(jwk);
  } catch {
    const code = 'encryption_key_unusable';
    const detail =
      'x and y are no point on the curve P-256. Send the public key as your JOSE library exports it.';
    const errors = [{ in: 'body' as const, path: ['jwk'], code, message: detail }];
    throw new Problem({ status: 422, code, detail, errors });
  }
}

/** A compact JWE over the private JWK, which only the holder of the encryption key can open. */
export async function encryptTo(jwk: EncryptionJwk, privateJwk: Buffer): Promise<string> {
  return new CompactEncrypt(privateJwk)
    .setProtectedHeader({ alg: ALG, enc: 'A256GCM', kid: jwk.kid })
    .encrypt(await imported(jwk));
}

function imported({ kty, crv, x, y }: EncryptionJwk) {
  return importJWK({ kty, crv, x, y }, ALG);
}
