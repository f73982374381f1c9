import { z } from 'zod';
import { Jwks } from './jwk.js';
import { IssuerUrl, ValidationContract } from './validation-contract.js';

/** The bundle schema that this release writes and reads. */
export const BUNDLE_SCHEMA = 1;

/** `Accord-Trust` names at most so many bundle keys: nobody pins more, and no more are in use at a time. */
export const MAX_TRUST_KEYS = 8;

const epoch = z.int().min(0);

/** SHA-256 of a contract's canonical form, see `contractHash` in the policy library. */
export const ContractHash = z.string().regex(/^sha256:[A-Za-z0-9_-]{43}$/);

/** `id` is base64url(SHA-256(JSON of [iss, value])), so that the bundle names nobody. Times are epoch seconds. */
export const BundleRevocation = z.strictObject({
  issuer: IssuerUrl,
  id: z.string().regex(/^[A-Za-z0-9_-]{43}$/),
  before: z.union([epoch, z.null()]),
  until: epoch,
});
export type BundleRevocation = z.infer<typeof BundleRevocation>;

export const BundleIssuer = z.strictObject({
  issuer: IssuerUrl,
  jwks: z.union([Jwks, z.null()]).meta({ description: 'null: the issuer’s keys were never obtained.' }),
  denied_kids: z.array(z.string()).meta({ description: 'Exact kid or RFC 7638 thumbprint.' }),
  not_before: z
    .union([epoch, z.null()])
    .meta({ description: 'A token with iat below it, or without iat, is revoked.' }),
});
export type BundleIssuer = z.infer<typeof BundleIssuer>;

/** A contract inside a bundle: the contract's members, its number within service × environment, and its hash. */
export const BundleContract = ValidationContract.extend({ version: z.int().min(1), hash: ContractHash });
export type BundleContract = z.infer<typeof BundleContract>;

/** The `typ` of a bundle's JWS (RFC 7515 §4.1.9). */
export const BUNDLE_TYP = 'accord-bundle+jwt';
/** The `typ` of the JWS that says how fresh a bundle is. */
export const FRESHNESS_TYP = 'accord-fresh+jwt';

/** What `GET /v1/policy` delivers, as the payload of a compact JWS with typ `accord-bundle+jwt`. */
export const BundlePayload = z
  .strictObject({
    schema: z.literal(BUNDLE_SCHEMA),
    service: z.string().min(1),
    environment: z.string().min(1),
    version: z.int().min(1).meta({ description: 'The change-log number that this bundle carries out.' }),
    issued_at: epoch,
    contract: BundleContract,
    shadow: z.union([BundleContract, z.null()]),
    issuers: z.array(BundleIssuer),
    revocations: z.strictObject({
      tokens: z.array(BundleRevocation),
      subjects: z.array(BundleRevocation),
      sessions: z.array(BundleRevocation),
      clients: z.array(BundleRevocation),
    }),
    hints: z.strictObject({
      poll_seconds: z.int().min(1),
      long_poll_seconds: z.int().min(0).max(55),
      report_seconds: z.int().min(1),
    }),
  })
  .meta({ id: 'BundlePayload', title: 'Policy bundle' });
export type BundlePayload = z.infer<typeof BundlePayload>;

/** What the `Accord-Fresh` header's JWS states: this ETag was current at `as_of` (epoch seconds). */
export const Freshness = z.strictObject({
  service: z.string(),
  environment: z.string(),
  version: z.int(),
  etag: z.string(),
  as_of: epoch,
});
export type Freshness = z.infer<typeof Freshness>;
