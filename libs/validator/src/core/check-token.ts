import type { FailureReason } from '@accord/contract';
import type { IssuerRules } from '@accord/policy';
import { decodeBriefly, decodeText, latin1Briefly } from './bytes.js';
import type { CompiledContract, CompiledIssuer } from './compiled-contract.js';
import type { Labels, VerificationKey } from './keys.js';
import {
  cutToken,
  parseHeader,
  parsePayload,
  type Parsed,
  type TokenHeader,
  type TokenParts,
} from './parse-token.js';
import type { Claims } from './verdict.js';

/** A token whose signature holds under a contract's keys: groups 3 to 8 have passed. */
export interface CheckedToken {
  readonly ok: true;
  readonly issuer: IssuerRules;
  readonly notBefore: number | null;
  /** The `typ` header; undefined when absent. */
  readonly typ: string | undefined;
  /** Deep-frozen. */
  readonly claims: Claims;
  readonly labels: Labels;
}

/** The first failing check of groups 3 to 8. */
export interface UncheckedToken {
  readonly ok: false;
  readonly reason: FailureReason;
  readonly labels: Labels;
}

/** What a signature is checked over. */
export type SignedParts = Pick<TokenParts, 'signature' | 'signingInput'>;

/** Remembers, within one request, whether the signature held under the key that was asked about last. */
export class SignatureMemo {
  #key: VerificationKey | null = null;
  #held = false;

  holds(key: VerificationKey, { signature, signingInput }: SignedParts): boolean {
    if (this.#key?.thumbprint === key.thumbprint && this.#key.alg === key.alg) return this.#held;
    this.#held = key.check(latin1Briefly(signingInput), signature);
    this.#key = key;
    return this.#held;
  }
}

interface ReadToken {
  readonly segment: string;
  readonly header: TokenHeader;
  /** JSON text; empty where the bytes are no UTF-8. */
  readonly payload: string;
  readonly signed: SignedParts;
}

/** Groups 3 to 8 of the failure reasons, under one contract. */
export function checkToken(
  contract: CompiledContract,
  token: string,
  signatures: SignatureMemo,
): CheckedToken | UncheckedToken {
  const read = readToken(contract, token);
  if (!read.ok) return no(read.reason, {});
  const { segment, header, payload, signed } = read.value;
  const { alg, kid, typ } = header;
  const parsed = parsePayload(payload, contract.rules.contract.limits.max_depth);
  if (!parsed.ok) return no(parsed.reason, { alg });
  const claims = parsed.value;

  const iss = Object.hasOwn(claims, 'iss') ? claims['iss'] : undefined;
  if (iss === undefined) return no('iss_missing', { alg });
  const issuer = typeof iss === 'string' ? contract.issuers.get(iss) : undefined;
  if (issuer === undefined) return no('wrong_iss', { alg });
  if (!issuer.rules.algorithms.has(alg)) return no('alg_not_allowed', labelsOf(issuer, header));
  const found = issuer.keys.find(kid, alg);
  if (!found.ok) return no(found.reason, labelsOf(issuer, header));
  const { key, labels } = found;
  if (!signatures.holds(key, signed)) return no('bad_signature', labels);
  contract.headers.keep(segment, header);
  return { ok: true, issuer: issuer.rules, notBefore: issuer.notBefore, typ, claims, labels };
}

function no(reason: FailureReason, labels: Labels): UncheckedToken {
  return { ok: false, reason, labels };
}

function labelsOf({ rules: { issuer }, keys }: CompiledIssuer, { alg, kid }: TokenHeader): Labels {
  return keys.knows(kid) ? { issuer, alg, kid } : { issuer, alg };
}

/** Groups 3 and 4. A header that came with a good signature before needs no second look. */
function readToken(contract: CompiledContract, token: string): Parsed<ReadToken> {
  const cut = cutToken(token, contract.rules.contract.limits.max_token_bytes);
  if (!cut.ok) return cut;
  const { header: segment, signingInput } = cut.value;
  const header = contract.headers.recall(segment) ?? readHeader(contract, segment);
  const payload = decodeText(cut.value.payload);
  const signature = decodeBriefly(cut.value.signature);
  // The form of all parts comes before what any of them says.
  if (header === null || payload === null || signature === null)
    return { ok: false, reason: 'bad_base64url' };
  if (!header.ok) return header;
  return { ok: true, value: { segment, header: header.value, payload, signed: { signature, signingInput } } };
}

function readHeader({ rules }: CompiledContract, segment: string): Parsed<TokenHeader> | null {
  const text = decodeText(segment);
  return text === null ? null : parseHeader(text, rules.contract.limits.max_depth, rules.algorithms);
}
