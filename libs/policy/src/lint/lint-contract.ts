import { ValidationContract, type Baseline, type LintFinding } from '@accord/contract';
import { checkBaseline } from './baseline-findings.js';
import { issuerFindings, type KnownIssuer } from './issuer-findings.js';
import { ruleFindings } from './rule-findings.js';
import { schemaFindings } from './schema-findings.js';

export interface LintContext {
  readonly baseline: Baseline;
  /** Every issuer that the control plane knows, archived ones included. */
  readonly issuers: readonly KnownIssuer[];
}

/**
 * Everything that is wrong, dangerous or pointless in a contract as somebody wrote it, with stable codes. An error
 * refuses a publish. While the input is not a contract, only that is said.
 */
export function lintContract(input: unknown, context: LintContext): LintFinding[] {
  const parsed = ValidationContract.safeParse(input);
  if (!parsed.success) return [...schemaFindings(input)];
  const contract = parsed.data;
  return [
    ...checkBaseline(contract, context.baseline),
    ...issuerFindings(contract, context.issuers),
    ...ruleFindings(contract),
  ];
}
