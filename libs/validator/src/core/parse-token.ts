import type { FailureReason } from '@accord/contract';
import { decodeBase64url } from './bytes.js';
import { parseJsonObject, type JsonProblem } from './json.js';
import type { Claims, JsonValue } from './verdict.js';

/** A result that is a typed failure instead of an exception. */
export type Parsed<T> =
  { readonly ok: true; readonly value: T } | { readonly ok: false; readonly reason: FailureReason };

const yes = <T>(value: T): Parsed<T> => ({ ok: true, value });
const no = (reason: FailureReason): Parsed<never> => ({ ok: false, reason });

/** The three parts of a signed token, decoded. */
export interface TokenParts {
  readonly header: Buffer;
  readonly payload: Buffer;
  readonly signature: Buffer;
  /** What was signed: the first two parts as they were sent (RFC 7515 §5.2). */
  readonly signingInput: string;
}

/** Group 3. The size is checked before anything is read (RFC 8725 §3.11 names the other limits). */
export function splitToken(token: string, maxBytes: number): Parsed<TokenParts> {
  if (token.length > maxBytes || Buffer.byteLength(token) > maxBytes) return no('token_too_large');
  const parts = token.split('.', 6);
  if (parts.length === 5) return no('token_encrypted');
  const [first, second, third] = parts;
  if (parts.length !== 3 || first === undefined || second === undefined || third === undefined) {
    return no('token_malformed');
  }
  const header = decodeBase64url(first);
  const payload = decodeBase64url(second);
  const signature = decodeBase64url(third);
  if (!header || !payload || !signature) return no('bad_base64url');
  return yes({ header, payload, signature, signingInput: token.slice(0, first.length + 1 + second.length) });
}

/** The header members that a verdict depends on. */
export interface TokenHeader {
  readonly alg: string;
  readonly kid: string;
  readonly typ: string | undefined;
}

const EXTENSIONS = ['crit', 'b64'];
const KEY_MEMBERS = ['jwk', 'jku', 'x5u', 'x5c'];
const KID_MAX = 256;

/** Group 4. `algorithms` are those of all issuers: whose token it is, is not known yet. */
export function parseHeader(
  bytes: Buffer,
  maxDepth: number,
  algorithms: ReadonlySet<string>,
): Parsed<TokenHeader> {
  const object = parseJsonObject(bytes, maxDepth);
  if (!object.ok) return no(object.problem === 'duplicate' ? 'header_duplicate_member' : 'header_invalid');
  const header = object.value;
  const alg = memberOf(header, 'alg');
  const typ = memberOf(header, 'typ');
  if (!isOptionalString(alg) || !isOptionalString(typ)) return no('header_invalid');
  if (alg === undefined) return no('alg_missing');
  if (alg.toLowerCase() === 'none') return no('alg_none');
  if (!algorithms.has(alg)) return no('alg_not_allowed');
  if (hasAny(header, EXTENSIONS)) return no('crit_unsupported');
  if (hasAny(header, KEY_MEMBERS)) return no('header_key_forbidden');
  const kid = memberOf(header, 'kid');
  if (kid === undefined) return no('kid_missing');
  if (typeof kid !== 'string' || kid === '' || kid.length > KID_MAX) return no('kid_invalid');
  return yes({ alg, kid, typ });
}

function memberOf(object: Claims, name: string): JsonValue | undefined {
  return Object.hasOwn(object, name) ? object[name] : undefined;
}

function isOptionalString(value: JsonValue | undefined): value is string | undefined {
  return value === undefined || typeof value === 'string';
}

function hasAny(object: Claims, names: readonly string[]): boolean {
  return names.some((name) => Object.hasOwn(object, name));
}

const PAYLOAD_REASONS: Record<JsonProblem, FailureReason> = {
  too_deep: 'payload_too_deep',
  invalid: 'payload_invalid',
  duplicate: 'payload_duplicate_claim',
};

/** Group 5: the claims, deep-frozen and not yet trusted. */
export function parsePayload(bytes: Buffer, maxDepth: number): Parsed<Claims> {
  const object = parseJsonObject(bytes, maxDepth);
  return object.ok ? yes(object.value) : no(PAYLOAD_REASONS[object.problem]);
}
