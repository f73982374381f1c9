import type { ValidationContractInput } from '@accord/contract';
import type { Claims, JsonValue } from './verdict.js';

/**
 * Names the contract of the service that embeds the validator, so that claims are typed by it everywhere: in `req.auth`, in
 * `c.get('auth')`, in verdicts. Augment it once; without that, claims are plain JSON.
 *
 * @example
 * ```ts
 * import { defineContract } from '@accord/validator';
 *
 * export const contract = defineContract({
 *   schema: 1,
 *   issuers: [{ issuer: 'https://auth.example.com', algorithms: ['ES256'] }],
 *   audiences: ['https://api.example.com'],
 *   token_type: { typ: ['at+jwt'] },
 *   claims: { required: ['sub', 'tenant'] },
 * });
 *
 * declare module '@accord/validator' {
 *   interface Register {
 *     contract: typeof contract;
 *   }
 * }
 * ```
 */
export interface Register {}

/** The contract that was registered, or unknown. */
type RegisteredContract = Register extends { readonly contract: infer Contract } ? Contract : unknown;

/**
 * The claims of an accepted token, typed by the contract that {@link Register} names.
 *
 * @example
 * ```ts
 * import type { AcceptedClaims } from '@accord/validator';
 *
 * export const subjectOf = (claims: AcceptedClaims) => claims['sub'];
 * ```
 */
export type AcceptedClaims = ClaimsOf<RegisteredContract>;

/**
 * Keeps a contract as it is written, so that types can be read off it; the same value serves `makeTestValidator`.
 *
 * @example
 * ```ts
 * import { defineContract } from '@accord/validator';
 *
 * export const contract = defineContract({
 *   schema: 1,
 *   issuers: [{ issuer: 'https://auth.example.com', algorithms: ['ES256'] }],
 *   audiences: ['https://api.example.com'],
 *   token_type: { typ: ['at+jwt'] },
 * });
 * ```
 */
export function defineContract<const Contract extends ValidationContractInput>(contract: Contract): Contract {
  return contract;
}

/** Claims whose form is checked under every contract: where they are, they are of this form (RFC 7519 §4.1). */
interface CheckedForms {
  readonly iss: string;
  readonly sub: string;
  readonly aud: string | readonly string[];
  readonly exp: number;
  readonly nbf: number;
  readonly iat: number;
  readonly jti: string;
}

/** The names of a list, or none where only its type is known and not what is in it. */
type NamesIn<List> = List extends readonly (infer Name extends string)[]
  ? string extends Name
    ? never
    : Name
  : never;

type IssuersOf<Contract> = Contract extends { issuers: readonly (infer Issuer)[] } ? Issuer : never;

/** Whether some issuer replaces this member of the contract. */
type IsOverridden<Contract, Member extends string> =
  Extract<IssuersOf<Contract>, { overrides: Record<Member, unknown> }> extends never ? false : true;

type ClientClaimOf<Contract> = Contract extends { claims: { client_claim: infer Name extends string } }
  ? Name
  : 'client_id';

type AudienceClaimOf<Contract> = Contract extends { claims: { audience_claim: infer Name extends string } }
  ? Name
  : 'aud';

/** Names that stand for another claim with some issuer, and so are promised by none. */
type Renamed<Contract> =
  | (IsOverridden<Contract, 'client_claim'> extends false ? never : ClientClaimOf<Contract>)
  | (IsOverridden<Contract, 'audience_claim'> extends false ? never : AudienceClaimOf<Contract>);

type RequiredTimes<Contract> =
  IsOverridden<Contract, 'time'> extends false
    ? Contract extends { time: { required: infer List } }
      ? NamesIn<List>
      : 'iat'
    : never;

type RequiredNames<Contract> = Contract extends { claims: { required: infer List } }
  ? NamesIn<List>
  : 'sub' | 'client_id' | 'jti';

type Promised<Contract> =
  | 'iss'
  | 'exp'
  | Exclude<AudienceClaimOf<Contract> | RequiredTimes<Contract> | RequiredNames<Contract>, Renamed<Contract>>;

type FormOf<Contract, Name> = Name extends keyof CheckedForms
  ? CheckedForms[Name]
  : Name extends ClientClaimOf<Contract>
    ? string
    : Name extends AudienceClaimOf<Contract>
      ? string | readonly string[]
      : Exclude<JsonValue, null>;

/**
 * What every token that a contract accepts is sure to hold: the claims that it requires, in the forms that are checked. All
 * other claims stay plain JSON. What some issuer renames or relaxes is not promised.
 *
 * @example
 * ```ts
 * import { type ClaimsOf, defineContract } from '@accord/validator';
 *
 * const contract = defineContract({
 *   schema: 1,
 *   issuers: [{ issuer: 'https://auth.example.com', algorithms: ['ES256'] }],
 *   audiences: ['https://api.example.com'],
 *   token_type: { typ: ['at+jwt'] },
 * });
 * export const callerOf = (claims: ClaimsOf<typeof contract>): string => `${claims.sub} through ${claims.client_id}`;
 * ```
 */
export type ClaimsOf<Contract> = unknown extends Contract
  ? Claims
  : Claims & { readonly [Name in Promised<Contract>]: FormOf<Contract, Name> };
