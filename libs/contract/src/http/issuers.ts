import { z } from 'zod';
import { Algorithm } from '../model/algorithm.js';
import { PublicJwk } from '../model/jwk.js';
import { Slug } from '../model/name.js';
import { set } from '../model/set.js';
import { Reason } from '../model/text.js';
import { IssuerUrl } from '../model/validation-contract.js';
import { KeyState } from '../model/key-state.js';
import { BoundsInput, RotationSettings, SafeBounds } from '../model/rotation-schedule.js';
import { Duration, Epoch, OptionalEpoch, ToldEpoch } from '../model/time.js';
import { JwksUri, NewIssuerUrl } from './issuer-urls.js';
import { Page, PageQuery } from './page.js';

export const IssuerKind = z.enum(['managed', 'external']);
export type IssuerKind = z.infer<typeof IssuerKind>;

/** A verifier that reads the JWKS without the SDK, counted by its declared copy age only. Durations in seconds. */
export const PlainVerifier = z
  .strictObject({
    name: z.string().min(1).max(200),
    copy_age_seconds: Duration,
    refetches_on_miss: z.boolean(),
    cooldown_seconds: Duration.default(0),
    negative_cache_seconds: Duration.default(0),
  })
  .meta({ id: 'PlainVerifier' });

/** What the safe bounds are computed from, see the rotation notes. Whole seconds. */
export const RotationInputs = z
  .strictObject({
    distribution_seconds: Duration.default(5),
    clock_error_seconds: Duration.default(2),
    signer_switch_seconds: Duration.default(60),
    max_token_lifetime_seconds: Duration.min(1).default(3600),
    clock_tolerance_seconds: z.int().min(0).max(300).default(60),
    plain_verifiers: z.array(PlainVerifier).max(64).default([]),
  })
  .meta({ id: 'RotationInputs' });
export type RotationInputs = z.infer<typeof RotationInputs>;

export const CreateIssuer = z
  .discriminatedUnion('kind', [
    z.strictObject({
      kind: z.literal('managed'),
      name: Slug,
      issuer: NewIssuerUrl,
      algorithms: set(Algorithm).min(1).max(4),
      rotation: RotationInputs.prefault({}),
      interval_seconds: Duration.min(60).default(7_776_000),
      paused: z.boolean().default(false),
    }),
    z.strictObject({
      kind: z.literal('external'),
      name: Slug,
      issuer: NewIssuerUrl,
      jwks_uri: JwksUri.optional().meta({ description: 'Left out: read from the discovery document.' }),
    }),
  ])
  .meta({ id: 'CreateIssuer' });
export type CreateIssuer = z.infer<typeof CreateIssuer>;
/** Epoch seconds, or the moment at which the server does it: clocks of browsers may be wrong. */
export const EpochOrNow = z.union([Epoch, z.literal('now')]);

export const UpdateIssuer = z
  .strictObject({
    not_before: z
      .union([EpochOrNow, z.null()])
      .optional()
      .meta({ description: 'Tokens issued before it are refused everywhere; null: none for that.' }),
    jwks_uri: z
      .union([JwksUri, z.null()])
      .optional()
      .meta({ description: 'null: read from the discovery document.' }),
    reason: Reason,
  })
  .meta({ id: 'UpdateIssuer' });
export type UpdateIssuer = z.infer<typeof UpdateIssuer>;

export const IssuerView = z
  .object({
    id: z.uuid(),
    name: Slug,
    kind: IssuerKind,
    issuer: IssuerUrl,
    jwks_uri: z.union([z.string(), z.null()]),
    not_before: OptionalEpoch,
    created_at: ToldEpoch,
    archived_at: OptionalEpoch,
    algorithms: z.array(Algorithm),
    last_fetched_at: OptionalEpoch,
    last_fetch_error: z.union([z.string(), z.null()]),
    keys_in_jwks: z.int(),
  })
  .meta({ id: 'Issuer' });
export type IssuerView = z.infer<typeof IssuerView>;
export const IssuerPage = Page(IssuerView).meta({ id: 'IssuerPage' });
export type IssuerPage = z.infer<typeof IssuerPage>;
export const IssuerQuery = PageQuery;
export type IssuerQuery = z.infer<typeof IssuerQuery>;
export const IssuerParams = z.object({ issuer: Slug });
export type IssuerParams = z.infer<typeof IssuerParams>;
export const KeyParams = IssuerParams.extend({ kid: z.string().min(1).max(256) });
export type KeyParams = z.infer<typeof KeyParams>;

export const KeyView = z
  .object({
    kid: z.string(),
    alg: Algorithm,
    state: KeyState,
    public_jwk: PublicJwk,
    created_at: ToldEpoch,
    published_at: OptionalEpoch,
    activate_after: OptionalEpoch,
    activated_at: OptionalEpoch,
    deactivate_after: OptionalEpoch,
    deactivated_at: OptionalEpoch,
    remove_after: OptionalEpoch,
    removed_at: OptionalEpoch,
    compromised_at: OptionalEpoch,
    hold_reason: z.union([z.string(), z.null()]),
  })
  .meta({ id: 'Key' });
export type KeyView = z.infer<typeof KeyView>;
export const KeyList = z.object({ items: z.array(KeyView) });
export type KeyList = z.infer<typeof KeyList>;

const Instances = z.array(z.object({ service: z.string(), environment: z.string(), instance: z.string() }));

/** Why the next transition waits: a code, a sentence, and whom or what it waits for. */
export const RotationBlocker = z.object({
  kid: z.union([z.string(), z.null()]),
  transition: z.string(),
  code: z.string(),
  sentence: z.string(),
  until: OptionalEpoch,
  standing: z.enum(['needs_person', 'held_up', 'on_schedule']).meta({
    description: 'Of the whole transition: held up is what takes longer than its clock does anyway.',
  }),
  needs_person: z
    .boolean()
    .meta({ description: 'Neither the clock nor the fleet ends this: somebody has to act.' }),
  instances: Instances,
});

export const RotationKeyView = KeyView.extend({
  next_transition_at: OptionalEpoch.meta({
    description:
      'When it leaves the state that it is in, at the earliest, as the clock and the schedule have it; the fleet is asked then. In the past: it is overdue. null: it never does, or nobody can know when.',
  }),
  following_transition_at: OptionalEpoch.meta({
    description: 'When it leaves the state after that; null also while the one before is overdue.',
  }),
}).meta({ id: 'RotationKey' });
export type RotationKeyView = z.infer<typeof RotationKeyView>;

export const RotationView = z
  .object({
    issuer: Slug,
    now: ToldEpoch,
    keys: z.array(RotationKeyView),
    schedules: z.array(
      z.object({
        alg: Algorithm,
        interval_seconds: z.int(),
        paused: z.boolean(),
        next_publish_at: OptionalEpoch,
        next_activate_at: OptionalEpoch,
        next_remove_at: OptionalEpoch,
        version: z.int(),
      }),
    ),
    inputs: RotationInputs,
    bounds: SafeBounds,
    blockers: z.array(RotationBlocker),
    fleet: z.object({
      live: z.int(),
      needed_version: z.union([z.int(), z.null()]),
      acknowledged: z.int(),
      missing: Instances.meta({ description: 'Live, and without the key.' }),
      silent: Instances.meta({
        description: 'Heard from in the last 24 hours but not lately, and without the key.',
      }),
    }),
    signers: z.array(
      z.object({
        instance: z.string(),
        applied_kid: z.union([z.string(), z.null()]),
        last_seen_at: ToldEpoch,
        left: z.boolean().meta({ description: 'It said that it stops; nothing waits for it.' }),
      }),
    ),
  })
  .meta({ id: 'Rotation' });
export type RotationView = z.infer<typeof RotationView>;

const RotationTrouble = z.object({
  kid: z.union([z.string(), z.null()]),
  code: z.string(),
  sentence: z.string(),
});

/** One issuer of the overview: what needs a person, when something happens next, how far the fleet has come. */
export const RotationOverviewItem = z.object({
  name: Slug,
  kind: IssuerKind,
  issuer: IssuerUrl,
  needs_person: z.array(RotationTrouble),
  held_up: z.array(RotationTrouble).meta({
    description:
      'What takes longer than it should, while nobody has to act yet. Times in the past are since when.',
  }),
  paused: z.boolean(),
  held_keys: z.int(),
  next_publish_at: OptionalEpoch,
  next_activate_at: OptionalEpoch,
  next_remove_at: OptionalEpoch,
  live: z.int(),
  acknowledged: z.int(),
});
export type RotationOverviewItem = z.infer<typeof RotationOverviewItem>;
/** All issuers that are not archived; those that need a person first, then what is held up, then by what happens next. */
export const RotationOverview = z
  .object({ now: ToldEpoch, items: z.array(RotationOverviewItem) })
  .meta({ id: 'RotationOverview' });
export type RotationOverview = z.infer<typeof RotationOverview>;

/** What reporting a key compromised would do, computed like the command and changing nothing. Durations in seconds. */
export const CompromisePreview = z
  .object({
    kid: z.string(),
    exposure_seconds: z.union([z.int(), z.null()]),
    exposure_set_by: z.union([z.string(), z.null()]),
    key_not_found_seconds: z.int(),
    replaces_signer: z.boolean(),
    promotes_kid: z.union([z.string(), z.null()]),
    max_token_lifetime_seconds: z.int(),
    verifiers: z.array(
      z.object({
        name: z.string(),
        instances: z
          .union([z.int(), z.null()])
          .meta({ description: 'Live ones; null for what does not use the SDK.' }),
        refuses_within_seconds: z.union([z.int(), z.null()]).meta({ description: 'null: never by itself.' }),
      }),
    ),
  })
  .meta({ id: 'CompromisePreview' });
export type CompromisePreview = z.infer<typeof CompromisePreview>;

/** What a compromise costs. Seconds; an exposure of null is unbounded. */
export const CompromiseResult = z
  .object({
    exposure_seconds: z.union([z.int(), z.null()]),
    key_not_found_seconds: z.int(),
    rotation: RotationView,
  })
  .meta({ id: 'CompromiseResult' });
export type CompromiseResult = z.infer<typeof CompromiseResult>;

/** Commands on a key. An override skips the waiting guards of the transition and is logged with its reason. */
export const KeyCommand = z
  .strictObject({ reason: Reason, override: z.boolean().default(false) })
  .meta({ id: 'KeyCommand' });
export type KeyCommand = z.infer<typeof KeyCommand>;
export const CompromiseKey = z
  .strictObject({
    reason: Reason,
    not_before: EpochOrNow.optional().meta({
      description: 'Also refuse tokens of this issuer issued before it; a later one in force stays.',
    }),
  })
  .meta({ id: 'CompromiseKey' });
export type CompromiseKey = z.infer<typeof CompromiseKey>;
export const RotateNow = z
  .strictObject({ reason: Reason, alg: Algorithm.optional() })
  .meta({ id: 'RotateNow' });
export type RotateNow = z.infer<typeof RotateNow>;
export const HoldKey = z.strictObject({ reason: Reason, hold: z.boolean() }).meta({ id: 'HoldKey' });
export type HoldKey = z.infer<typeof HoldKey>;

/** The schedule of one algorithm, and the inputs of the bounds, which all algorithms of the issuer share. */
export const PutSchedule = z
  .strictObject({ settings: RotationSettings, inputs: RotationInputs, reason: Reason })
  .meta({ id: 'PutSchedule' });
export type PutSchedule = z.infer<typeof PutSchedule>;
export const ScheduleQuery = z.object({ alg: Algorithm });
export type ScheduleQuery = z.infer<typeof ScheduleQuery>;
export const ScheduleView = z
  .object({
    settings: RotationSettings,
    inputs: RotationInputs,
    bounds: SafeBounds,
    bounds_input: BoundsInput.meta({ description: 'What the bounds were computed from: inputs and fleet.' }),
    version: z.int(),
  })
  .meta({ id: 'Schedule' });
export type ScheduleView = z.infer<typeof ScheduleView>;

/** One coordinate of a point on P-256 (RFC 7518 §6.2.1.2): always 32 octets. */
const P256Coordinate = z
  .string()
  .regex(
    /^[A-Za-z0-9_-]{43}$/,
    'send the 32 octets of the coordinate as 43 characters of base64url, unpadded',
  );

/** A signer registers the public key to which private signing keys are encrypted (ECDH-ES+A256KW, A256GCM). */
export const RegisterEncryptionKey = z
  .strictObject({
    jwk: z.strictObject({
      kty: z.literal('EC'),
      crv: z.literal('P-256'),
      x: P256Coordinate,
      y: P256Coordinate,
      kid: z.string().min(1).max(128),
      use: z.literal('enc').optional(),
      alg: z.string().optional(),
    }),
  })
  .meta({ id: 'RegisterEncryptionKey' });
export type RegisterEncryptionKey = z.infer<typeof RegisterEncryptionKey>;

export const SigningKeys = z
  .object({
    issuer: IssuerUrl,
    keys: z.array(
      z.object({
        alg: Algorithm,
        kid: z.string(),
        active_since: OptionalEpoch.meta({
          description: 'Said back in Accord-Active-Since: tells the activations of a key apart.',
        }),
        private_jwk_jwe: z.union([z.string(), z.null()]).meta({
          description: 'Compact JWE over the private JWK; null until an encryption key is registered.',
        }),
      }),
    ),
    data_timestamp: ToldEpoch,
    refresh_seconds: z.int(),
    max_token_lifetime_seconds: z.int(),
  })
  .meta({ id: 'SigningKeys' });
export type SigningKeys = z.infer<typeof SigningKeys>;

export const IssuerCredentialParams = IssuerParams.extend({ credential: z.uuid() });
export type IssuerCredentialParams = z.infer<typeof IssuerCredentialParams>;
