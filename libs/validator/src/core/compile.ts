import { BUNDLE_SCHEMA, BundlePayload } from '@accord/contract';
import { indexRevocations } from '@accord/policy';
import { BundlePolicy } from './bundle-policy.js';
import { BundleRefused } from './bundle-refused.js';
import { compileContract } from './compiled-contract.js';
import type { CompiledPolicy, CompileOptions } from './compiled-policy.js';
import { sha256 } from './node-crypto.js';

const DEFAULT_CACHED_TOKENS = 1000;

/**
 * Turns a bundle's payload into a policy that judges requests synchronously, without I/O. Keys are imported once;
 * the payload is copied, so that later changes to it change nothing.
 *
 * @example
 * ```ts
 * import { compile } from '@accord/validator';
 * import { makeTestBundle, makeTestIssuer } from '@accord/validator/testing';
 *
 * const issuer = makeTestIssuer();
 * const bundle = makeTestBundle({
 *   contract: {
 *     schema: 1,
 *     issuers: [{ issuer: issuer.issuer, algorithms: ['ES256'] }],
 *     audiences: ['https://api.example.com'],
 *     token_type: { typ: ['at+jwt'] },
 *   },
 *   issuers: [issuer],
 * });
 * const policy = compile(bundle, { clock: () => Math.floor(Date.now() / 1000) });
 * const verdict = policy.verify(issuer.token({ aud: 'https://api.example.com' }));
 * console.log(verdict.ok ? verdict.claims['sub'] : verdict.reason);
 * ```
 * @throws BundleRefused with a stable code when the payload must not be put into force.
 */
export function compile(payload: unknown, options: CompileOptions): CompiledPolicy {
  const bundle = parseBundle(payload);
  const maxTokens = options.maxCachedTokens ?? DEFAULT_CACHED_TOKENS;
  const contract = compileContract(bundle.contract, bundle, maxTokens);
  const shadow = bundle.shadow === null ? null : compileContract(bundle.shadow, bundle, maxTokens);
  return new BundlePolicy(bundle, contract, shadow, indexRevocations(bundle.revocations, sha256), options);
}

function parseBundle(payload: unknown): BundlePayload {
  const schema: unknown =
    typeof payload === 'object' && payload !== null && 'schema' in payload && payload.schema;
  if (typeof schema === 'number' && schema !== BUNDLE_SCHEMA) {
    throw new BundleRefused(
      'bundle_schema_unknown',
      `The bundle has schema ${schema}; this release reads ${BUNDLE_SCHEMA}. Upgrade the validator.`,
      'schema',
    );
  }
  const parsed = BundlePayload.safeParse(payload);
  if (!parsed.success) throw malformed(parsed.error.issues[0]);
  const names = parsed.data.issuers.map((entry) => entry.issuer);
  if (new Set(names).size !== names.length) {
    throw new BundleRefused('bundle_malformed', 'The bundle brings an issuer twice.', 'issuers');
  }
  return parsed.data;
}

function malformed(issue: { path: PropertyKey[]; message: string } | undefined): BundleRefused {
  const path = issue?.path.map(String).join('.') ?? '';
  const inContract = issue?.path[0] === 'contract' || issue?.path[0] === 'shadow';
  const code = inContract && issue.path.length > 1 ? 'contract_invalid' : 'bundle_malformed';
  return new BundleRefused(code, `${path || 'The bundle'}: ${issue?.message ?? 'is not a bundle'}`, path);
}
