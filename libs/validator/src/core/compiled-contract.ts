import type { BundleContract, BundleIssuer, BundlePayload } from '@accord/contract';
import { compileRules, type CompiledRules, type IssuerRules } from '@accord/policy';
import { BundleRefused } from './bundle-refused.js';
import { HeaderMemo } from './header-memo.js';
import { importKey, KeyRing } from './keys.js';
import { TokenMemory } from './token-memory.js';

/** One issuer as a contract sees it. */
export interface CompiledIssuer {
  readonly rules: IssuerRules;
  readonly keys: KeyRing;
  readonly notBefore: number | null;
}

/** A contract of a bundle with its issuers' keys, ready to judge. */
export interface CompiledContract {
  readonly version: number;
  readonly hash: string;
  readonly rules: CompiledRules;
  readonly issuers: ReadonlyMap<string, CompiledIssuer>;
  readonly headers: HeaderMemo;
  readonly tokens: TokenMemory;
}

/** Prepares the contract, or the shadow contract, of a parsed bundle. Throws BundleRefused. */
export function compileContract(
  contract: BundleContract,
  bundle: BundlePayload,
  maxTokens: number,
): CompiledContract {
  const rules = compileRules(contract);
  const entries = new Map(bundle.issuers.map((entry, index) => [entry.issuer, { entry, index }]));
  const issuers = new Map<string, CompiledIssuer>();
  for (const [issuer, issuerRules] of rules.issuers) {
    const found = entries.get(issuer);
    if (found === undefined) {
      throw new BundleRefused(
        'bundle_issuer_missing',
        `The bundle has no entry for the issuer ${issuer}.`,
        'issuers',
      );
    }
    const { entry, index } = found;
    issuers.set(issuer, {
      rules: issuerRules,
      keys: compileKeys(entry, issuerRules, `issuers.${index}`),
      notBefore: entry.not_before,
    });
  }
  const { version, hash } = contract;
  return { version, hash, rules, issuers, headers: new HeaderMemo(), tokens: new TokenMemory(maxTokens) };
}

function compileKeys(entry: BundleIssuer, rules: IssuerRules, path: string): KeyRing {
  const keys = entry.jwks?.keys.map(
    (jwk, index) => [jwk.kid, importKey(jwk, rules, `${path}.jwks.keys.${index}`)] as const,
  );
  return new KeyRing(rules.issuer, keys ?? null, entry.denied_kids);
}
