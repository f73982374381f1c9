import { Algorithm, PublicJwk } from '@accord/contract';
import { mediaType } from '@accord/policy';
import { parseJsonObject } from './json.js';
import { importKey } from './keys.js';
import { sha256 } from './node-crypto.js';
import { splitToken, type TokenParts } from './parse-token.js';
import type { Claims, VerifyRequest } from './verdict.js';

/** What a proof must be about. */
export interface ProofContext {
  readonly accessToken: string;
  readonly method: string;
  /** Whole seconds since the epoch. */
  readonly now: number;
}

const PROOF_TYPE = mediaType('dpop+jwt');
const MAX_BYTES = 8192;
const MAX_DEPTH = 4;
const MIN_RSA_BITS = 2048;
/** Whoever holds a token chooses the proof's key, and with it what a check costs: the base64url of 4096 bits, and of 32. */
const MAX_RSA = { modulus: 683, exponent: 6 };
/** Seconds around now in which a proof counts (RFC 9449 §11.1: seconds to minutes). */
const MAX_AGE_SECONDS = 60;
const MAX_AHEAD_SECONDS = 5;

/**
 * Checks a DPoP proof (RFC 9449 §4.3) and returns the thumbprint of its key (RFC 7638), or null when the proof does
 * not hold for this request and token. It does not remember proofs: a replay within the minute is not seen here.
 */
export function provenKey(dpop: NonNullable<VerifyRequest['dpop']>, context: ProofContext): string | null {
  const [proof, ...more] = typeof dpop.proof === 'string' ? [dpop.proof] : dpop.proof;
  if (proof === undefined || more.length > 0) return null;
  const parts = splitToken(proof, MAX_BYTES);
  if (!parts.ok) return null;
  const header = parseJsonObject(parts.value.header, MAX_DEPTH);
  const claims = parseJsonObject(parts.value.payload, MAX_DEPTH);
  if (!header.ok || !claims.ok) return null;
  const thumbprint = signerOf(header.value, parts.value);
  return thumbprint !== null && isAbout(claims.value, dpop.url, context) ? thumbprint : null;
}

function signerOf(header: Claims, parts: TokenParts): string | null {
  const { typ, alg, jwk } = header;
  if (typeof typ !== 'string' || mediaType(typ) !== PROOF_TYPE || Object.hasOwn(header, 'crit')) return null;
  const named = Algorithm.safeParse(alg);
  // A proof's key needs no kid; the schema does, because a set could not be searched without.
  const key = PublicJwk.safeParse({ ...(jwk as Record<string, unknown> | undefined), kid: 'dpop' });
  if (!named.success || !key.success || isCostly(key.data)) return null;
  const rules = { algorithms: new Set([named.data]), minRsaBits: MIN_RSA_BITS };
  const entry = importKey(key.data, rules, 'dpop');
  if (entry.alg !== named.data || entry.key === null) return null;
  const holds = entry.key.check(Buffer.from(parts.signingInput, 'latin1'), parts.signature);
  return holds ? entry.thumbprint : null;
}

function isCostly(jwk: PublicJwk): boolean {
  return jwk.kty === 'RSA' && (jwk.n.length > MAX_RSA.modulus || jwk.e.length > MAX_RSA.exponent);
}

function isAbout(claims: Claims, url: string, { accessToken, method, now }: ProofContext): boolean {
  const { jti, htm, htu, iat, ath } = claims;
  if (typeof jti !== 'string' || jti === '' || htm !== method) return false;
  if (typeof iat !== 'number' || !Number.isSafeInteger(iat)) return false;
  if (iat < now - MAX_AGE_SECONDS || iat > now + MAX_AHEAD_SECONDS) return false;
  return ath === sha256(accessToken) && typeof htu === 'string' && isSameUrl(htu, url);
}

const PRINTABLE = /^[!-[\]-~]+$/;
const WITH_PLAIN_HOST = /^https?:\/\/[^/?#@%]+(?:[/?#]|$)/i;

/** Scheme, authority and path after normalisation (RFC 3986 §6.2.2); query and fragment do not count. */
function isSameUrl(htu: string, url: string): boolean {
  // The parser is that of browsers: it mends much that is no URL by RFC 3986.
  if (!PRINTABLE.test(htu) || !WITH_PLAIN_HOST.test(htu)) return false;
  if (!URL.canParse(htu) || !URL.canParse(url)) return false;
  const [left, right] = [new URL(htu), new URL(url)];
  return left.origin === right.origin && normalPath(left) === normalPath(right);
}

const UNRESERVED = /[A-Za-z0-9._~-]/;

/** A percent-encoding of what needs none is the same path; the others differ in nothing but the case of their digits. */
function normalPath({ pathname }: URL): string {
  return pathname.replace(/%[0-9a-f]{2}/gi, (encoded) => {
    const char = String.fromCharCode(Number.parseInt(encoded.slice(1), 16));
    return UNRESERVED.test(char) ? char : encoded.toUpperCase();
  });
}
