import { z } from 'zod';
import { ContractHash } from '../model/bundle.js';
import { Algorithm } from '../model/algorithm.js';
import { ContractChange } from '../model/contract-change.js';
import { LintFinding } from '../model/lint-finding.js';
import { Slug } from '../model/name.js';
import { Line, Prose, Reason } from '../model/text.js';
import { Epoch, OptionalEpoch, ToldEpoch } from '../model/time.js';
import { ValidationContract } from '../model/validation-contract.js';
import { VersionNumber } from '../model/version-number.js';
import { Page, PageQuery } from './page.js';

export const EnvironmentView = z
  .object({ id: z.uuid(), name: Slug, position: z.int() })
  .meta({ id: 'Environment' });
export type EnvironmentView = z.infer<typeof EnvironmentView>;
export const EnvironmentList = z.object({ items: z.array(EnvironmentView) });
export type EnvironmentList = z.infer<typeof EnvironmentList>;
export const EnvironmentParams = z.object({ environment: Slug });
export type EnvironmentParams = z.infer<typeof EnvironmentParams>;
export const CreateEnvironment = z.strictObject({ name: Slug }).meta({ id: 'CreateEnvironment' });
export type CreateEnvironment = z.infer<typeof CreateEnvironment>;

export const CreateService = z
  .strictObject({
    name: Slug,
    title: Line(200).optional(),
    owner: Line(200).optional().meta({ description: 'The team that answers for the service.' }),
    description: Prose(2000).optional(),
  })
  .meta({ id: 'CreateService' });
export type CreateService = z.infer<typeof CreateService>;
/** Only what is sent changes; null clears. */
export const UpdateService = z
  .strictObject({
    title: CreateService.shape.title,
    owner: CreateService.shape.owner.unwrap().nullable().optional(),
    description: CreateService.shape.description.unwrap().nullable().optional(),
  })
  .meta({ id: 'UpdateService' });
export type UpdateService = z.infer<typeof UpdateService>;

/** The next step of a key that tokens of a service are signed with; earliest time, it may also wait for the fleet. */
export const NextKeyEvent = z.object({
  issuer: Slug,
  alg: Algorithm,
  event: z.enum(['publish', 'activate', 'remove']),
  at: ToldEpoch,
});
export type NextKeyEvent = z.infer<typeof NextKeyEvent>;

/** How a service × environment stands, for the services list. */
export const ServiceEnvironment = z
  .object({
    environment: Slug,
    published: z.union([
      z.object({
        version: z.int(),
        hash: ContractHash,
        published_at: ToldEpoch,
        published_by: z.string(),
        reason: z.union([z.string(), z.null()]),
        enforcement: z.enum(['enforce', 'report_only']),
      }),
      z.null(),
    ]),
    bundle_version: z.union([z.int(), z.null()]),
    has_draft: z.boolean(),
    instances: z.object({
      total: z.int(),
      in_sync: z.int(),
      rolling_out: z
        .int()
        .meta({ description: 'Within two poll intervals of a change; behind only after that.' }),
      behind: z.int(),
      ahead: z.int(),
      refused: z.int(),
      silent: z.int(),
    }),
    last_hour: z.object({
      accepted: z.int(),
      refused: z.int(),
      refused_per_minute: z.array(z.int()).meta({ description: '60 counts, oldest first.' }),
    }),
    next_key_event: z.union([NextKeyEvent, z.null()]).meta({
      description: 'Of the managed issuers that the published contract names; null while none is planned.',
    }),
  })
  .meta({ id: 'ServiceEnvironment' });
export type ServiceEnvironment = z.infer<typeof ServiceEnvironment>;

export const ServiceView = z
  .object({
    id: z.uuid(),
    name: Slug,
    title: z.string(),
    owner: z.union([z.string(), z.null()]),
    description: z.union([z.string(), z.null()]),
    created_at: ToldEpoch,
    archived_at: OptionalEpoch,
    starred: z.boolean().meta({ description: 'By the caller; stars are everybody’s own.' }),
    environments: z.array(ServiceEnvironment),
  })
  .meta({ id: 'Service' });
export type ServiceView = z.infer<typeof ServiceView>;

/** What the problem `edit_conflict` (412) of a service carries beside the usual members: it as it is now. */
export const ServiceConflict = z
  .object({
    current: ServiceView.pick({
      name: true,
      title: true,
      owner: true,
      description: true,
      archived_at: true,
    }).extend({ etag: z.string() }),
  })
  .meta({ id: 'ServiceConflict' });
export type ServiceConflict = z.infer<typeof ServiceConflict>;

/** How the fleet of a service may stand, as a filter: at least one instance does. */
export const FleetTrouble = z.enum(['ahead', 'refused', 'behind', 'silent']);
export type FleetTrouble = z.infer<typeof FleetTrouble>;

/**
 * `search` looks into name, title and owner. What is asked of `contract`, `draft` and `fleet` must hold together in one
 * environment: in `environment`, or in any.
 */
export const ServiceQuery = PageQuery.extend({
  search: z.string().trim().min(1).max(100).optional(),
  archived: z.enum(['exclude', 'include']).default('exclude'),
  owner: z.string().min(1).max(200).optional().meta({ description: 'The whole name of the owner.' }),
  starred: z.enum(['only', 'any']).default('any').meta({ description: 'Stars of the caller.' }),
  environment: Slug.optional(),
  contract: z.enum(['published', 'none']).optional(),
  draft: z.enum(['pending']).optional(),
  fleet: FleetTrouble.optional(),
});
export type ServiceQuery = z.infer<typeof ServiceQuery>;
export const ServicePage = Page(ServiceView).meta({ id: 'ServicePage' });
export type ServicePage = z.infer<typeof ServicePage>;

/** Who answers for services that are not archived, by name. */
export const ServiceOwnerList = z
  .object({ items: z.array(z.object({ owner: z.string(), services: z.int() })) })
  .meta({ id: 'ServiceOwnerList' });
export type ServiceOwnerList = z.infer<typeof ServiceOwnerList>;

export const ServiceParams = z.object({ service: Slug });
export type ServiceParams = z.infer<typeof ServiceParams>;
export const ServiceEnvironmentParams = z.object({ service: Slug, environment: Slug });
export type ServiceEnvironmentParams = z.infer<typeof ServiceEnvironmentParams>;
export const VersionParams = ServiceEnvironmentParams.extend({
  version: z.coerce.number().pipe(VersionNumber),
});
export type VersionParams = z.infer<typeof VersionParams>;

/** A draft may be unfinished: any JSON object is kept, the findings say what is missing. */
export const DraftBody = z
  .strictObject({ contract: z.record(z.string(), z.unknown()) })
  .meta({ id: 'DraftBody' });
export type DraftBody = z.infer<typeof DraftBody>;

export const DraftView = z
  .object({
    contract: z.record(z.string(), z.unknown()),
    etag: z.string().meta({ description: 'Sent back in If-Match, in double quotes, and as draft_etag.' }),
    updated_at: ToldEpoch,
    updated_by: z.string(),
    based_on_version: z.union([z.int(), z.null()]),
    findings: z.array(LintFinding),
    changes: z
      .array(ContractChange)
      .meta({ description: 'Against the published version; empty while the draft does not parse.' }),
  })
  .meta({ id: 'Draft' });
export type DraftView = z.infer<typeof DraftView>;

/**
 * What the problems `edit_conflict` (412) and `if_match_required` (428) carry beside the usual members: the draft that
 * would be overwritten, null when there is none.
 */
export const DraftConflict = z
  .object({
    current: DraftView.pick({ contract: true, etag: true, updated_at: true, updated_by: true }).nullable(),
  })
  .meta({ id: 'DraftConflict' });
export type DraftConflict = z.infer<typeof DraftConflict>;

/** What the problem `contract_refused` (422) carries beside the usual members. */
export const ContractRefused = z.object({ findings: z.array(LintFinding) }).meta({ id: 'ContractRefused' });
export type ContractRefused = z.infer<typeof ContractRefused>;

/**
 * What publishing a contract that nobody has saved would come to. `refusal` is what it would be refused with; `findings`
 * say more of `contract_refused`.
 */
export const ContractPreview = z
  .object({
    hash: ContractHash.nullable().meta({
      description: 'What the version would have; null while it does not parse.',
    }),
    in_force: z
      .object({ version: z.int(), hash: ContractHash })
      .nullable()
      .meta({ description: 'What it is compared with; null while nothing is published.' }),
    findings: z.array(LintFinding),
    changes: z
      .array(ContractChange)
      .meta({ description: 'Against what is in force; empty while it does not parse.' }),
    refusal: z
      .object({ code: z.string(), detail: z.string() })
      .nullable()
      .meta({ description: 'Null: it can be published.' }),
  })
  .meta({ id: 'ContractPreview' });
export type ContractPreview = z.infer<typeof ContractPreview>;

export const PublishContract = z
  .strictObject({
    reason: Reason,
    draft_etag: z
      .string()
      .meta({ description: 'The ETag of the draft that was looked at; another one answers 412.' }),
  })
  .meta({ id: 'PublishContract' });
export type PublishContract = z.infer<typeof PublishContract>;
export const RollbackContract = z
  .strictObject({
    to_version: VersionNumber,
    from_version: VersionNumber.optional().meta({
      description: 'The version in force that was looked at; another one answers 412.',
    }),
    reason: Reason,
  })
  .meta({ id: 'RollbackContract' });
export type RollbackContract = z.infer<typeof RollbackContract>;

export const ContractVersionSummary = z.object({
  version: z.int(),
  hash: ContractHash,
  change_number: z.int(),
  published_at: ToldEpoch,
  published_by: z.string(),
  reason: z.string(),
  rollback_of: z.union([z.int(), z.null()]),
});
export type ContractVersionSummary = z.infer<typeof ContractVersionSummary>;
/**
 * What the problems `nothing_to_publish` (409) and `edit_conflict` (412) of a rollback carry beside the usual members: the
 * version that is in force.
 */
export const VersionInForce = z.object({ in_force: ContractVersionSummary }).meta({ id: 'VersionInForce' });
export type VersionInForce = z.infer<typeof VersionInForce>;
export const ContractVersionView = ContractVersionSummary.extend({ contract: ValidationContract }).meta({
  id: 'ContractVersion',
});
export type ContractVersionView = z.infer<typeof ContractVersionView>;
export const ContractVersionPage = Page(ContractVersionSummary).meta({ id: 'ContractVersionPage' });
export type ContractVersionPage = z.infer<typeof ContractVersionPage>;
export const ContractVersionQuery = PageQuery;
export type ContractVersionQuery = z.infer<typeof ContractVersionQuery>;

/** `against` is a version of the same place, unless another service, another environment or both are named. */
export const DiffQuery = z.object({
  against: z.coerce.number().pipe(VersionNumber),
  against_service: Slug.optional(),
  against_environment: Slug.optional(),
});
export type DiffQuery = z.infer<typeof DiffQuery>;
export const ContractDiff = z
  .object({ from: z.int(), to: z.int(), changes: z.array(ContractChange) })
  .meta({ id: 'ContractDiff' });
export type ContractDiff = z.infer<typeof ContractDiff>;

export const CreateCredential = z
  .strictObject({
    name: Line(200),
    expires_at: Epoch.optional().meta({ description: 'Epoch seconds; left out: one year.' }),
  })
  .meta({ id: 'CreateCredential' });
export type CreateCredential = z.infer<typeof CreateCredential>;
export const CredentialView = z
  .object({
    id: z.uuid(),
    name: z.string(),
    prefix: z.string().meta({ description: 'The first characters, to recognise it by.' }),
    created_at: ToldEpoch,
    expires_at: ToldEpoch,
    last_used_at: OptionalEpoch,
    revoked_at: OptionalEpoch,
  })
  .meta({ id: 'Credential' });
export type CredentialView = z.infer<typeof CredentialView>;
export const CreatedCredential = CredentialView.extend({
  secret: z
    .string()
    .optional()
    .meta({ description: 'Shown once; absent when an idempotent request is repeated.' }),
}).meta({ id: 'CreatedCredential' });
export type CreatedCredential = z.infer<typeof CreatedCredential>;
export const CredentialPage = Page(CredentialView).meta({ id: 'CredentialPage' });
export type CredentialPage = z.infer<typeof CredentialPage>;
export const ServiceCredentialParams = ServiceEnvironmentParams.extend({ credential: z.uuid() });
export type ServiceCredentialParams = z.infer<typeof ServiceCredentialParams>;
