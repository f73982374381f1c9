import { readFileSync } from 'node:fs';
import { BundlePayload, FailureReason } from '@accord/contract';
import { describe, expect, it } from 'vitest';
import { compile } from './compile.js';
import type { Verdict, VerifyRequest } from './verdict.js';

interface Case {
  readonly id: string;
  readonly bundle: string;
  readonly expected: FailureReason | 'accepted';
  readonly further: readonly FailureReason[];
  readonly verified: boolean;
  readonly token?: string;
  readonly authorization?: readonly string[];
  readonly request?: {
    readonly method: string;
    readonly path: string;
    readonly case_insensitive_paths?: boolean;
  };
  readonly certificate_thumbprint?: string;
}

function read(file: string): unknown {
  return JSON.parse(readFileSync(new URL(`../../../../conformance/${file}`, import.meta.url), 'utf8'));
}

const { clock, cases } = read('cases.json') as { clock: number; cases: readonly Case[] };
const bundles = Object.entries(read('bundles.json') as Record<string, unknown>);
const internalErrors: unknown[] = [];
const policies = (maxCachedTokens: number) =>
  new Map(
    bundles.map(([name, bundle]) => [
      name,
      compile(bundle, {
        clock: () => clock,
        maxCachedTokens,
        onInternalError: (error) => internalErrors.push(error),
      }),
    ]),
  );
const remembering = policies(1000);
const forgetting = policies(0);

function requestOf({ request, certificate_thumbprint: thumbprint }: Case): VerifyRequest | undefined {
  if (!request) return undefined;
  const { method, path, case_insensitive_paths: caseInsensitivePaths = false } = request;
  const mtls = thumbprint === undefined ? {} : { mtls: { certificateThumbprint: thumbprint } };
  return { method, path, caseInsensitivePaths, ...mtls };
}

function judge(from: typeof remembering, given: Case): Verdict {
  const policy = from.get(given.bundle);
  if (!policy) throw new Error(`no bundle ${given.bundle}`);
  const request = requestOf(given);
  return given.token === undefined
    ? policy.verifyAuthorization(given.authorization, request)
    : policy.verify(given.token, request);
}
const outcomeOf = (verdict: Verdict): string => (verdict.ok ? 'accepted' : verdict.reason);

describe('the conformance corpus', () => {
  it.each(cases)('$id: $expected', (given) => {
    const verdict = judge(forgetting, given);
    expect(outcomeOf(verdict)).toBe(given.expected);
    expect(verdict.ok ? [] : verdict.furtherReasons).toEqual(given.further);
    expect(verdict.ok || verdict.verified).toBe(given.verified);
  });

  it('gets the same verdicts from a memory that has seen all of it', () => {
    const rounds = [1, 2, 3].map(() =>
      cases.map((given) => [given.id, outcomeOf(judge(remembering, given))]),
    );
    const expected = cases.map((given) => [given.id, given.expected]);
    expect(rounds).toEqual([expected, expected, expected]);
    expect(internalErrors).toEqual([]);
  });

  it.each(bundles)('has the bundle %s as the control plane sends it, defaults filled in', (_name, bundle) => {
    expect(BundlePayload.parse(bundle)).toEqual(bundle);
  });

  it('is large, told apart by id, and covers the reasons that a token can cause', () => {
    expect(cases.length).toBeGreaterThanOrEqual(1200);
    expect(new Set(cases.map(({ id }) => id)).size).toBe(cases.length);
    const seen = new Set<string>(cases.map((given) => given.expected));
    const elsewhere = [
      'contract_missing',
      'contract_invalid',
      'contract_stale',
      'replay_detected',
      'revocation_unavailable',
      'validator_error',
    ];
    expect(FailureReason.options.filter((reason) => !seen.has(reason))).toEqual(elsewhere);
  });
});
