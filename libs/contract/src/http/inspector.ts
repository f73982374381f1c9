import { z } from 'zod';
import { FailureGroup, FailureReason, Outcome } from '../model/failure-reason.js';
import { Slug } from '../model/name.js';
import { Epoch } from '../model/time.js';

/** A contract's own limit goes up to 65,536 bytes; one that is longer still has to be tellable as too large. */
const Token = z.string().min(1).max(70_000);

const Claims = z.string().min(1).max(50_000).meta({
  description: 'The claims as JSON text, in place of a token: its header and signature are taken as good.',
});

const presented = { token: Token.optional(), claims: Claims.optional() };

const isOneOfBoth = ({ token, claims }: { token?: string | undefined; claims?: string | undefined }) =>
  (token === undefined) !== (claims === undefined);
/** The same for whoever has the JSON Schema alone, which knows no refinements. */
const oneOf = [{ required: ['token'] }, { required: ['claims'] }];
const ONE_OF_BOTH = {
  path: ['token'],
  error: 'Send either a token or claims.',
  params: { code: 'token_or_claims' },
};

const InspectedRequest = z
  .strictObject({
    method: z.string().min(1).max(16),
    path: z.string().min(1).max(2048),
    case_insensitive_paths: z.boolean().default(false).meta({
      description:
        'Whether the router of the service takes `/Orders` for `/orders`, as that of Express does.',
    }),
  })
  .meta({ description: 'The request that the token comes with; left out: routes count as unmatched.' });

/**
 * Either a token or the text of its claims. It is in the body only: judged in memory, neither stored nor logged. `at` is
 * epoch seconds, now when left out.
 */
export const InspectToken = z
  .strictObject({
    ...presented,
    at: Epoch.optional(),
    request: InspectedRequest.optional(),
    search: z.string().trim().min(1).max(100).optional().meta({ description: 'In name, title or owner.' }),
    environment: Slug.optional(),
    cursor: z.string().max(512).optional(),
    limit: z.int().min(1).max(100).default(25).meta({ description: 'Counts services.' }),
  })
  .refine(isOneOfBoth, ONE_OF_BOTH)
  .meta({ id: 'InspectToken', oneOf });
export type InspectToken = z.infer<typeof InspectToken>;

/** What the validator says about the token under one contract. */
export const InspectedVerdict = z
  .object({
    outcome: Outcome,
    verified: z.boolean().meta({ description: 'Whether the signature holds; false for claims alone.' }),
    enforcement: z.enum(['enforce', 'report_only']),
    contract_version: z.int().meta({ description: '0: no contract is in force.' }),
    further_reasons: z.array(FailureReason),
  })
  .meta({ id: 'InspectedVerdict' });
export type InspectedVerdict = z.infer<typeof InspectedVerdict>;

export const InspectedService = z.object({
  service: Slug,
  title: z.string(),
  verdicts: z.array(InspectedVerdict.extend({ environment: Slug, has_draft: z.boolean() })),
});
export type InspectedService = z.infer<typeof InspectedService>;

export const Inspection = z
  .object({
    at: Epoch,
    environments: z.array(Slug),
    items: z.array(InspectedService),
    next_cursor: z.union([z.string(), z.null()]),
  })
  .meta({ id: 'Inspection' });
export type Inspection = z.infer<typeof Inspection>;

export const InspectionSource = z.enum(['published', 'draft']);
export type InspectionSource = z.infer<typeof InspectionSource>;

/** Asks for the ordered checks under one contract. */
export const InspectChecks = z
  .strictObject({
    ...presented,
    service: Slug,
    environment: Slug,
    source: InspectionSource.default('published'),
    at: Epoch.optional(),
    request: InspectedRequest.optional(),
  })
  .refine(isOneOfBoth, ONE_OF_BOTH)
  .meta({ id: 'InspectChecks', oneOf });
export type InspectChecks = z.infer<typeof InspectChecks>;

/**
 * `not_reached`: an earlier check failed. `not_checked`: only a running instance can tell, e.g. how fresh its
 * contract is. `assumed`: claims came without a header and a signature, which are taken as good.
 */
export const CheckState = z.enum(['passed', 'failed', 'not_reached', 'not_checked', 'assumed']);
export type CheckState = z.infer<typeof CheckState>;

export const InspectedCheck = z
  .object({
    reason: FailureReason.meta({ description: 'What a token that fails here is refused with.' }),
    group: FailureGroup,
    state: CheckState,
    explanation: z.union([z.object({ expected: z.string(), actual: z.string(), fix: z.string() }), z.null()]),
  })
  .meta({ id: 'InspectedCheck' });
export type InspectedCheck = z.infer<typeof InspectedCheck>;

export const InspectedChecks = z
  .object({
    service: Slug,
    environment: Slug,
    source: InspectionSource,
    at: Epoch,
    verdict: InspectedVerdict,
    detail: z.union([z.string(), z.null()]).meta({ description: 'The sentence of the service’s log.' }),
    checks: z.array(InspectedCheck),
  })
  .meta({ id: 'InspectedChecks' });
export type InspectedChecks = z.infer<typeof InspectedChecks>;
