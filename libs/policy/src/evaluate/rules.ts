import type { AuthorizationRequirement, RevocationKind, ValidationContract } from '@accord/contract';
import { ClaimTable } from './claim-table.js';
import { mediaType } from './media-type.js';
import { compileRoute, type CompiledRoute } from './routes.js';

type ContractIssuer = ValidationContract['issuers'][number];

/** What one issuer's tokens must be: the contract with the issuer's overrides applied. */
export interface IssuerRules {
  readonly issuer: string;
  readonly algorithms: ReadonlySet<string>;
  readonly minRsaBits: number;
  readonly audiences: ReadonlySet<string>;
  /** Accepted types, as the contract spells them and in compared form; null accepts any. */
  readonly typ: ReadonlySet<string> | null;
  readonly typeClaims: readonly (readonly [claim: string, values: ReadonlySet<string>])[];
  readonly rejectIdTokens: boolean;
  readonly time: ValidationContract['time'];
  readonly clientClaim: string;
  readonly audienceClaim: string;
  readonly scopePath: readonly string[];
  readonly rolesPath: readonly string[];
  readonly table: ClaimTable;
}

/** A contract, ready for evaluation. */
export interface CompiledRules {
  readonly contract: ValidationContract;
  readonly issuers: ReadonlyMap<string, IssuerRules>;
  /** The algorithms of all issuers together. */
  readonly algorithms: ReadonlySet<string>;
  readonly allowedClients: ReadonlySet<string> | null;
  readonly allowedSubjects: ReadonlySet<string> | null;
  readonly revocation: ReadonlySet<RevocationKind>;
  readonly routes: readonly CompiledRoute[];
  readonly acrValues: ReadonlySet<string> | null;
  readonly tenants: ReadonlySet<string> | null;
  /** Whether any rule, default or route, asks for scopes or roles at all. */
  readonly usesScopes: boolean;
  readonly usesRoles: boolean;
}

/** Prepares a parsed contract once, so that evaluating a token only looks things up. */
export function compileRules(contract: ValidationContract): CompiledRules {
  const { claims, authorization } = contract;
  const requirements = [authorization.default, ...authorization.routes];
  return {
    contract,
    issuers: new Map(contract.issuers.map((entry) => [entry.issuer, compileIssuer(contract, entry)])),
    algorithms: new Set(contract.issuers.flatMap((entry) => entry.algorithms)),
    allowedClients: setOrNull(claims.allowed_clients),
    allowedSubjects: setOrNull(claims.allowed_subjects),
    revocation: new Set(contract.revocation),
    routes: authorization.routes.map(compileRoute),
    acrValues: setOrNull(authorization.acr_values),
    tenants: setOrNull(authorization.tenant?.values ?? null),
    usesScopes: requirements.some(asksForScopes),
    usesRoles: requirements.some(asksForRoles),
  };
}

function setOrNull(values: readonly string[] | null): ReadonlySet<string> | null {
  return values === null ? null : new Set(values);
}

function asksForScopes(requirement: AuthorizationRequirement): boolean {
  return requirement.all_scopes.length + requirement.any_scopes.length > 0;
}

function asksForRoles(requirement: AuthorizationRequirement): boolean {
  return requirement.all_roles.length + requirement.any_roles.length > 0;
}

function compileIssuer(contract: ValidationContract, entry: ContractIssuer): IssuerRules {
  const { overrides } = entry;
  const type = overrides.token_type ?? contract.token_type;
  const time = overrides.time ?? contract.time;
  const clientClaim = overrides.client_claim ?? contract.claims.client_claim;
  const audienceClaim = overrides.audience_claim ?? contract.claims.audience_claim;
  const scopePath = overrides.scope_claim ?? contract.authorization.scope_claim;
  const rolesPath = overrides.roles_claim ?? contract.authorization.roles_claim;
  return {
    issuer: entry.issuer,
    algorithms: new Set(entry.algorithms),
    minRsaBits: entry.min_rsa_bits,
    audiences: new Set(overrides.audiences ?? contract.audiences),
    typ: type.typ === null ? null : new Set([...type.typ, ...type.typ.map(mediaType)]),
    typeClaims: Object.entries(type.claims).map(([claim, values]) => [claim, new Set(values)]),
    rejectIdTokens: type.reject_id_tokens,
    time,
    clientClaim,
    audienceClaim,
    scopePath,
    rolesPath,
    table: new ClaimTable({
      client: clientClaim,
      audience: audienceClaim,
      scopes: scopePath[0] ?? '',
      roles: rolesPath[0] ?? '',
      tenant: contract.authorization.tenant?.claim[0] ?? '',
      required: requiredClaims(contract, time, clientClaim, audienceClaim),
      forbidden: contract.claims.forbidden.names,
    }),
  };
}

/**
 * A rule that cannot be checked without a claim makes the claim required. Where an issuer names its client or
 * audience claim differently, requiring the contract's name requires the issuer's.
 */
function requiredClaims(
  contract: ValidationContract,
  time: ValidationContract['time'],
  clientClaim: string,
  audienceClaim: string,
): readonly string[] {
  const { claims } = contract;
  const renamed = claims.required.map((name) => {
    if (name === claims.client_claim) return clientClaim;
    return name === claims.audience_claim ? audienceClaim : name;
  });
  const needed = [...renamed, ...time.required, audienceClaim];
  if (time.max_lifetime_seconds !== null || time.max_age_seconds !== null) needed.push('iat');
  if (claims.allowed_subjects !== null) needed.push('sub');
  if (claims.allowed_clients !== null) needed.push(clientClaim);
  return [...new Set(needed)];
}
