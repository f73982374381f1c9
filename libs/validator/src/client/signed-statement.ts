import { verify } from 'node:crypto';
import type { TrustKeys } from './trust-keys.js';

/** Why a JWS of the control plane was not believed. */
export type StatementRefusal = 'malformed' | 'wrong_type' | 'unknown_key' | 'bad_signature';

export type StatementResult =
  { readonly ok: true; readonly payload: unknown } | { readonly ok: false; readonly code: StatementRefusal };

/**
 * Characters of a header or a signature at most. Both are decoded before anything is known to be genuine, so
 * whoever stands between must not choose how long that takes. A kid of 256 characters fits, however it is escaped.
 */
const MAX_PART = 4096;

const refuse = (code: StatementRefusal): StatementResult => ({ ok: false, code });

/**
 * Verifies a compact JWS (RFC 7515 §7.1) of the control plane: EdDSA with a pinned Ed25519 key, the exact
 * `typ`, no `crit`, no `b64`. The header never chooses an algorithm and never brings a key.
 */
export function verifyStatement(jws: string, typ: string, trustKeys: TrustKeys): StatementResult {
  const parts = cut(jws);
  if (!parts) return refuse('malformed');
  const header = parseObject(parts.header);
  const signature = canonicalBytes(parts.signature);
  if (!header || !signature) return refuse('malformed');
  if (header['alg'] !== 'EdDSA' || header['typ'] !== typ) return refuse('wrong_type');
  if ('crit' in header || 'b64' in header) return refuse('wrong_type');
  const kid = header['kid'];
  const key = typeof kid === 'string' ? trustKeys.get(kid) : undefined;
  if (!key) return refuse('unknown_key');
  if (!verify(null, Buffer.from(parts.signingInput), key, signature)) return refuse('bad_signature');
  const payload = parseObject(parts.payload);
  return payload ? { ok: true, payload } : refuse('malformed');
}

interface Parts {
  readonly header: string;
  readonly payload: string;
  readonly signature: string;
  readonly signingInput: string;
}

/** The three parts, or null where there are not exactly three, one is empty or one of those around is too long. */
function cut(jws: string): Parts | null {
  const first = jws.indexOf('.');
  const second = jws.indexOf('.', first + 1);
  if (second === -1 || first > MAX_PART || jws.length - second - 1 > MAX_PART) return null;
  const [header, payload] = [jws.slice(0, first), jws.slice(first + 1, second)];
  const signature = jws.slice(second + 1);
  if (!header || !payload || !signature || signature.includes('.')) return null;
  return { header, payload, signature, signingInput: jws.slice(0, second) };
}

/** Bytes of a base64url text, or null when another text would stand for the same bytes. */
function canonicalBytes(part: string): Buffer | null {
  const bytes = Buffer.from(part, 'base64url');
  return bytes.toString('base64url') === part ? bytes : null;
}

function parseObject(part: string): Record<string, unknown> | null {
  const bytes = canonicalBytes(part);
  if (!bytes) return null;
  try {
    const value: unknown = JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(bytes));
    return isObject(value) ? value : null;
  } catch {
    return null;
  }
}

const isObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);
