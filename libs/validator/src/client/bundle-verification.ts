import { BUNDLE_SCHEMA, BUNDLE_TYP, ValidationContract } from '@accord/contract';
import { z } from 'zod';
import { BundleRefused, type BundleRefusedCode } from '../core/bundle-refused.js';
import { compile } from '../core/compile.js';
import type { CompiledPolicy, CompileOptions } from '../core/compiled-policy.js';
import { verifyStatement, type StatementRefusal } from './signed-statement.js';
import type { TrustKeys } from './trust-keys.js';

/** Many times the largest legitimate bundle (10,000 revocations are about 3 MiB). */
export const MAX_BUNDLE_BYTES = 16 * 1024 * 1024;

export type BundleResult =
  | {
      readonly ok: true;
      readonly policy: CompiledPolicy;
      /** The contract's tolerance between its clock and others'. */
      readonly clockToleranceSeconds: number;
    }
  | { readonly ok: false; readonly code: BundleRefusedCode; readonly detail: string };

/** What a bundle has to be for: members that are null are not known yet. */
export interface ExpectedBundle {
  readonly service: string | null;
  readonly environment: string | null;
  /** The highest version accepted so far; lower ones are refused. */
  readonly floor: number;
}

/** What has to be known before a bundle is worth compiling; `compile` reads the whole. */
const Envelope = z.object({
  schema: z.int(),
  service: z.string(),
  environment: z.string(),
  version: z.int(),
});
const ToleranceOf = z.object({ contract: z.object({ time: ValidationContract.shape.time }) });
type Envelope = z.infer<typeof Envelope>;

const STATEMENT_CODES: Record<StatementRefusal, [code: BundleRefusedCode, detail: string]> = {
  malformed: ['bundle_malformed', 'The body is not a compact JWS with a JSON object in it.'],
  wrong_type: ['bundle_type_wrong', `The JWS is not EdDSA with typ ${BUNDLE_TYP}.`],
  unknown_key: ['bundle_key_unknown', 'No pinned bundle key has the kid of this JWS; update trustKeys.'],
  bad_signature: ['bundle_signature_invalid', 'The signature does not hold under the pinned bundle key.'],
};

const refuse = (code: BundleRefusedCode, detail: string): BundleResult => ({ ok: false, code, detail });

/**
 * Verifies a bundle in the protocol's order: signature, schema, service and environment, version floor; then
 * compiles it. Never throws.
 * @param jws the body of `GET /v1/policy`, or a line of the cache
 */
export function verifyBundle(
  jws: string,
  trustKeys: TrustKeys,
  expected: ExpectedBundle,
  options: CompileOptions,
): BundleResult {
  const statement = verifyStatement(jws, BUNDLE_TYP, trustKeys);
  if (!statement.ok) return refuse(...STATEMENT_CODES[statement.code]);
  const envelope = Envelope.safeParse(statement.payload);
  if (!envelope.success) return refuse('bundle_malformed', z.prettifyError(envelope.error));
  return checkEnvelope(envelope.data, expected) ?? compileBundle(statement.payload, options);
}

function checkEnvelope(envelope: Envelope, expected: ExpectedBundle): BundleResult | null {
  const { schema, service, environment, version } = envelope;
  if (schema !== BUNDLE_SCHEMA) {
    return refuse(
      'bundle_schema_unknown',
      `Bundle schema ${schema} is not ${BUNDLE_SCHEMA}; update the SDK.`,
    );
  }
  if (expected.service !== null && service !== expected.service) {
    return refuse('service_mismatch', `The bundle is for service ${service}, not for ${expected.service}.`);
  }
  if (expected.environment !== null && environment !== expected.environment) {
    const detail = `The bundle is for environment ${environment}, not for ${expected.environment}.`;
    return refuse('environment_mismatch', detail);
  }
  if (version < expected.floor) {
    return refuse('version_rollback', `Version ${version} is below the accepted version ${expected.floor}.`);
  }
  return null;
}

function compileBundle(payload: unknown, options: CompileOptions): BundleResult {
  try {
    const policy = compile(payload, options);
    const { time } = ToleranceOf.parse(payload).contract;
    return { ok: true, policy, clockToleranceSeconds: time.clock_tolerance_seconds };
  } catch (error) {
    if (error instanceof BundleRefused) return refuse(error.code, error.message);
    options.onInternalError?.(error);
    return refuse(
      'bundle_not_compiled',
      'The validator failed on this bundle; see the internal_error event.',
    );
  }
}
