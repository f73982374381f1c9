import { z } from 'zod';
import { Algorithm } from './algorithm.js';
import { set } from './set.js';

const seconds = (maximum: number) => z.int().min(0).max(maximum);
const text = z.string().min(1).max(1024);
/** The opt-out of a rule; its title says what leaving the rule out means. */
const none = (title: string) => z.null().meta({ title });

export const IssuerUrl = z
  .url({ protocol: /^https?$/ })
  .max(1024)
  .meta({
    id: 'IssuerUrl',
    title: 'Issuer',
    description: 'The exact `iss` value (RFC 8414 §2), compared as a string.',
  });

const ClaimPath = z.array(text).min(1).max(8);

const TypRule = z
  .strictObject({
    typ: z.union([set(text).min(1), none('Any typ passes')]).meta({
      title: 'typ header',
      description: 'Accepted media types (RFC 9068 §2.1). null accepts any: an explicit, reviewed opt-out.',
    }),
    claims: z.record(text, set(text).min(1)).default({}).meta({
      title: 'Type claims',
      description: 'Claims that mark an access token, and their accepted values.',
    }),
    reject_id_tokens: z.boolean().default(true).meta({
      title: 'Refuse ID tokens',
      description: 'Refuses OpenID Connect ID tokens presented as access tokens.',
    }),
  })
  .meta({
    title: 'Token type',
    description:
      'What tells an access token from other tokens of the same issuer (RFC 8725 §3.11, RFC 9068).',
  });

const TimeRule = z
  .strictObject({
    clock_tolerance_seconds: seconds(300).default(5).meta({
      title: 'Clock tolerance',
      description: 'Seconds of leeway for exp, nbf, iat (RFC 7519 §4.1.4).',
    }),
    required: set(z.enum(['exp', 'iat', 'nbf']))
      .default(['exp', 'iat'])
      .refine((list) => list.includes('exp'), {
        message: "must keep 'exp': a token that never ends is never accepted",
        params: { code: 'exp_not_required' },
      })
      .meta({
        title: 'Required times',
        description: 'exp cannot be left out; nbf is honoured where present.',
      }),
    max_lifetime_seconds: z
      .union([seconds(31_536_000).min(1), none('No limit')])
      .default(3600)
      .meta({
        title: 'Longest lifetime',
        description: 'exp − iat, in seconds; makes iat required. null: no limit.',
      }),
    max_age_seconds: z
      .union([seconds(31_536_000).min(1), none('No limit')])
      .default(null)
      .meta({
        title: 'Greatest age',
        description: 'now − iat, in seconds; makes iat required. null: no limit.',
      }),
  })
  .meta({ title: 'Time', description: 'When a token counts as current (RFC 7519 §4.1.4 to §4.1.6).' });

/** Where one issuer differs from the contract. A member replaces the contract's whole member. */
const IssuerOverrides = z
  .strictObject({
    audiences: set(text)
      .min(1)
      .optional()
      .meta({ title: 'Audiences', description: 'Accepted from this issuer instead (RFC 7519 §4.1.3).' }),
    token_type: TypRule.optional(),
    time: TimeRule.optional(),
    client_claim: text
      .optional()
      .meta({ title: 'Client claim', description: 'Where this issuer names the client (RFC 9068 §2.2).' }),
    audience_claim: text
      .optional()
      .meta({ title: 'Audience claim', description: 'Where this issuer names the audience.' }),
    scope_claim: ClaimPath.optional().meta({
      title: 'Scope claim',
      description: 'Path to the scopes in this issuer’s tokens, one name for each step (RFC 9068 §2.2.3).',
    }),
    roles_claim: ClaimPath.optional().meta({
      title: 'Roles claim',
      description: 'Path to the roles in this issuer’s tokens, one name for each step (RFC 9068 §2.2.3.1).',
    }),
  })
  .meta({
    title: 'Overrides',
    description: 'Where this issuer differs. Each replaces the contract’s whole member.',
  });

export const ContractIssuer = z
  .strictObject({
    issuer: IssuerUrl,
    algorithms: set(Algorithm)
      .min(1)
      .meta({ title: 'Algorithms', description: 'Allow-list for this issuer (RFC 8725 §3.1).' }),
    min_rsa_bits: z
      .int()
      .min(2048)
      .max(16384)
      .default(2048)
      .meta({ title: 'Smallest RSA key', description: 'Modulus bits (RFC 7518 §3.3).' }),
    overrides: IssuerOverrides.default({}),
  })
  .meta({ id: 'ContractIssuer', title: 'Issuer' });
export type ContractIssuer = z.infer<typeof ContractIssuer>;

const Requirement = {
  all_scopes: set(text).default([]).meta({ title: 'All scopes', description: 'Every one must be granted.' }),
  any_scopes: set(text).default([]).meta({ title: 'Any scope', description: 'One of them must be granted.' }),
  all_roles: set(text).default([]).meta({ title: 'All roles', description: 'Every one must be held.' }),
  any_roles: set(text).default([]).meta({ title: 'Any role', description: 'One of them must be held.' }),
};

export const AuthorizationRequirement = z
  .strictObject(Requirement)
  .meta({ title: 'Requirement', description: 'Scopes and roles that a request needs; empty: none.' });
export type AuthorizationRequirement = z.infer<typeof AuthorizationRequirement>;

/** RFC 3986 path segments without dot segments, `:name` segments, and `*` only as the whole last segment. */
const ROUTE_PATH =
  /^\/(?:(?:(?!\.{1,2}(?:\/|$))(?:[A-Za-z0-9._~!$&'()+,;=@-]|%[0-9A-Fa-f]{2})+|:[a-z_][a-z0-9_]*)(?:\/(?!$)|\/?$))*(?:\*)?$/;

/** A request path with these is refused before matching, so a route that names one would never match. */
function isUnambiguous(path: string): boolean {
  try {
    return path
      .split('/')
      .every((segment) => !/[/\\]|[\0-\x1f\x7f]|^\.{1,2}$/.test(decodeURIComponent(segment)));
  } catch {
    return false;
  }
}

/** The methods that a route can name (RFC 9110 §9.3). */
export const RouteMethod = z.enum(['GET', 'HEAD', 'POST', 'PUT', 'PATCH', 'DELETE', 'OPTIONS']);

export const RouteRule = z
  .strictObject({
    id: z
      .string()
      .regex(/^[a-z0-9][a-z0-9-]{0,63}$/, 'use lower-case letters, digits and hyphens')
      .meta({ title: 'Route id', description: 'Appears in reports; stable.' }),
    methods: set(RouteMethod).default([]).meta({
      title: 'Methods',
      description: 'Empty: every method.',
    }),
    path: z
      .string()
      .max(512)
      .regex(
        ROUTE_PATH,
        'must start with / and consist of literal segments, :parameters, and at most a last *',
      )
      .refine(isUnambiguous, {
        message:
          'holds an encoded slash or dot segment; requests with such a path are refused, so write it plainly',
        params: { code: 'route_path_ambiguous' },
      })
      .meta({ title: 'Path', description: 'Case-sensitive; :name is one segment, a last * is the rest.' }),
    ...Requirement,
  })
  .meta({ id: 'RouteRule', title: 'Route' });
export type RouteRule = z.infer<typeof RouteRule>;

const TenantRule = z.strictObject({
  claim: ClaimPath.meta({
    title: 'Tenant claim',
    description: 'Path to the tenant, one name for each step.',
  }),
  values: set(text).min(1).meta({ title: 'Tenants', description: 'One of these must be named.' }),
});

const Binding = z.enum(['off', 'optional', 'required']);

/** The kinds of revocation that a contract can ask its validators to enforce. */
export const RevocationKind = z.enum(['tokens', 'subjects', 'sessions', 'clients']);
export type RevocationKind = z.infer<typeof RevocationKind>;

/**
 * The validation contract: the answer to "what is a valid access token here?". Left-out parts take the safe
 * default; what is unsafe has to be written out. Durations are whole seconds.
 */
export const ValidationContract = z
  .strictObject({
    schema: z.literal(1).meta({
      title: 'Schema version',
      description: 'The version of the contract language; there is one so far.',
    }),
    enforcement: z.enum(['enforce', 'report_only']).default('enforce').meta({
      title: 'Enforcement',
      description: 'report_only counts failures and lets requests pass without identity.',
    }),
    issuers: z
      .array(ContractIssuer)
      .min(1)
      .max(32)
      .refine((list) => new Set(list.map((entry) => entry.issuer)).size === list.length, {
        message: 'names an issuer twice; merge the two entries',
        params: { code: 'issuer_duplicate' },
      })
      .meta({
        title: 'Issuers',
        description: 'Whose tokens are accepted, and how they are signed (RFC 8725 §3.8).',
      }),
    audiences: set(text).min(1).max(64).meta({
      title: 'Audiences',
      description: 'The token’s aud must contain one of these (RFC 7519 §4.1.3).',
    }),
    token_type: TypRule,
    time: TimeRule.prefault({}),
    claims: z
      .strictObject({
        required: set(text).default(['sub', 'client_id', 'jti']).meta({
          title: 'Required claims',
          description: 'Claims that must be present, beside those that rules need (RFC 9068 §2.2).',
        }),
        forbidden: z
          .strictObject({
            names: set(text).default(['email', 'phone_number', 'address', 'birthdate']).meta({
              title: 'Claim names',
              description: 'Claims that a token should not carry (RFC 9068 §6).',
            }),
            action: z
              .enum(['report', 'reject'])
              .default('report')
              .meta({ title: 'Action', description: 'report counts them; reject refuses the token.' }),
          })
          .prefault({})
          .meta({
            title: 'Forbidden claims',
            description: 'Personal data that does not belong into access tokens.',
          }),
        client_claim: text
          .default('client_id')
          .meta({ title: 'Client claim', description: '`azp` or `appid` for some issuers.' }),
        audience_claim: text
          .default('aud')
          .meta({ title: 'Audience claim', description: 'Another one than aud is a reviewed opt-out.' }),
        allowed_clients: z
          .union([set(text).min(1), none('Any client')])
          .default(null)
          .meta({ title: 'Allowed clients', description: 'Tokens of other clients are refused.' }),
        allowed_subjects: z
          .union([set(text).min(1), none('Any subject')])
          .default(null)
          .meta({ title: 'Allowed subjects', description: 'Tokens for other subjects are refused.' }),
      })
      .prefault({})
      .meta({ title: 'Claims', description: 'What a token must, and must not, say (RFC 9068 §2.2).' }),
    authorization: z
      .strictObject({
        scope_claim: ClaimPath.default(['scope']).meta({
          title: 'Scope claim',
          description: 'Path to the scopes, one name for each step (RFC 9068 §2.2.3).',
        }),
        roles_claim: ClaimPath.default(['roles']).meta({
          title: 'Roles claim',
          description: 'Path to the roles, one name for each step (RFC 9068 §2.2.3.1).',
        }),
        default: AuthorizationRequirement.prefault({}).meta({
          title: 'Every request',
          description: 'What every request needs; routes ask for more, never for less.',
        }),
        routes: z
          .array(RouteRule)
          .max(256)
          .default([])
          .refine((list) => new Set(list.map((route) => route.id)).size === list.length, {
            message: 'uses a route id twice; ids must be unique',
            params: { code: 'route_id_duplicate' },
          })
          .meta({
            title: 'Routes',
            description: 'Every matching route applies, in addition to the default.',
          }),
        unmatched: z.enum(['default', 'deny']).default('default').meta({
          title: 'Requests that no route names',
          description: 'default: only what every request needs; deny: refused with route_unknown.',
        }),
        acr_values: z
          .union([set(text).min(1), none('Any class')])
          .default(null)
          .meta({
            title: 'Authentication classes',
            description: 'Accepted acr values: how the person logged in (RFC 9470).',
          }),
        tenant: z
          .union([TenantRule, none('Any tenant')])
          .default(null)
          .meta({ title: 'Tenant', description: 'Tokens of other tenants are refused.' }),
      })
      .prefault({})
      .meta({ title: 'Authorization', description: 'Scopes and roles, in general and for each route.' }),
    binding: z
      .strictObject({
        dpop: Binding.default('off').meta({
          title: 'DPoP',
          description: 'optional: bound tokens must be proven, others pass (RFC 9449).',
        }),
        mtls: Binding.default('off').meta({
          title: 'Mutual TLS',
          description: 'optional: bound tokens must be proven, others pass (RFC 8705).',
        }),
      })
      .prefault({})
      .meta({
        title: 'Sender constraint',
        description: 'Whether the sender has to prove that the token is its own.',
      }),
    revocation: set(RevocationKind).default(['tokens', 'subjects', 'sessions', 'clients']).meta({
      title: 'Revocation',
      description:
        'Which revocations are enforced: tokens by jti, subjects by sub, sessions by sid, clients.',
    }),
    staleness: z
      .strictObject({
        soft_seconds: seconds(86_400 * 30)
          .min(60)
          .default(900)
          .meta({
            title: 'Warn after',
            description: 'Seconds without the control plane before the log warns.',
          }),
        hard_seconds: z
          .union([seconds(86_400 * 30).min(60), none('Never refuse')])
          .default(null)
          .meta({
            title: 'Refuse after',
            description: 'Seconds without the control plane before requests are refused with contract_stale.',
          }),
      })
      .prefault({})
      .meta({ title: 'Staleness', description: 'Past soft: warn. Past hard: refuse with contract_stale.' }),
    limits: z
      .strictObject({
        max_token_bytes: z.int().min(256).max(65_536).default(8192).meta({
          title: 'Longest token',
          description: 'Bytes; longer tokens are refused before they are read.',
        }),
        max_depth: z
          .int()
          .min(2)
          .max(64)
          .default(8)
          .meta({ title: 'Deepest nesting', description: 'Levels of header and payload.' }),
      })
      .prefault({})
      .meta({ title: 'Limits', description: 'What is refused before it costs anything.' }),
  })
  .meta({ id: 'ValidationContract', title: 'Validation contract' });

/** A contract with its defaults filled in. */
export type ValidationContract = z.infer<typeof ValidationContract>;
/** A contract as a person writes it: defaulted members may be left out. */
export type ValidationContractInput = z.input<typeof ValidationContract>;
