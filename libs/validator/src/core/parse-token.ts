import type { FailureReason } from '@accord/contract';
import { decodeBriefly, decodeText, isReadExactly } from './bytes.js';
import { parseJsonObject, type JsonProblem } from './json.js';
import type { Claims, JsonValue } from './verdict.js';

/** A result that is a typed failure instead of an exception. */
export type Parsed<T> =
  { readonly ok: true; readonly value: T } | { readonly ok: false; readonly reason: FailureReason };

const yes = <T>(value: T): Parsed<T> => ({ ok: true, value });
const no = (reason: FailureReason): Parsed<never> => ({ ok: false, reason });

/** The three parts of a signed token, decoded. */
export interface TokenParts {
  /** JSON text; empty where the bytes are no UTF-8. */
  readonly header: string;
  /** JSON text; empty where the bytes are no UTF-8. */
  readonly payload: string;
  readonly signature: Buffer;
  /** What was signed: the first two parts as they were sent (RFC 7515 §5.2). */
  readonly signingInput: string;
}

/** The three parts of a signed token as they were sent. */
export interface TokenSegments {
  readonly header: string;
  readonly payload: string;
  readonly signature: string;
  readonly signingInput: string;
}

/** A UTF-16 unit takes three bytes of UTF-8 at most. */
const MAX_BYTES_A_UNIT = 3;

/** Group 3, but for the decoding. The size is checked before anything is read (RFC 8725 §3.11 names other limits). */
export function cutToken(token: string, maxBytes: number): Parsed<TokenSegments> {
  if (token.length > maxBytes) return no('token_too_large');
  if (token.length * MAX_BYTES_A_UNIT > maxBytes && Buffer.byteLength(token) > maxBytes)
    return no('token_too_large');
  const first = token.indexOf('.');
  const second = first === -1 ? -1 : token.indexOf('.', first + 1);
  if (second === -1) return no('token_malformed');
  if (token.includes('.', second + 1))
    return no(token.split('.', 6).length === 5 ? 'token_encrypted' : 'token_malformed');
  if (!isReadExactly(token)) return no('bad_base64url');
  return yes({
    header: token.slice(0, first),
    payload: token.slice(first + 1, second),
    signature: token.slice(second + 1),
    signingInput: token.slice(0, second),
  });
}

/** Group 3: the three parts, decoded. */
export function splitToken(token: string, maxBytes: number): Parsed<TokenParts> {
  const cut = cutToken(token, maxBytes);
  if (!cut.ok) return cut;
  const header = decodeText(cut.value.header);
  const payload = decodeText(cut.value.payload);
  const signature = decodeBriefly(cut.value.signature);
  if (header === null || payload === null || signature === null) return no('bad_base64url');
  return yes({ header, payload, signature: Buffer.from(signature), signingInput: cut.value.signingInput });
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
  text: string,
  maxDepth: number,
  algorithms: ReadonlySet<string>,
): Parsed<TokenHeader> {
  const object = parseJsonObject(text, maxDepth);
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
  for (const name of names) if (Object.hasOwn(object, name)) return true;
  return false;
}

const PAYLOAD_REASONS: Record<JsonProblem, FailureReason> = {
  too_deep: 'payload_too_deep',
  invalid: 'payload_invalid',
  duplicate: 'payload_duplicate_claim',
};

/** Group 5: the claims, deep-frozen and not yet trusted. */
export function parsePayload(text: string, maxDepth: number): Parsed<Claims> {
  const object = parseJsonObject(text, maxDepth);
  return object.ok ? yes(object.value) : no(PAYLOAD_REASONS[object.problem]);
}
