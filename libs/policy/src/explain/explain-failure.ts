import type { FailureReason } from '@accord/contract';
import { CLAIM_EXPLANATIONS } from './claim-explanations.js';
import type { Explain, Explanation, ExplainFacts } from './explanation.js';
import { HEADER_EXPLANATIONS } from './header-explanations.js';

const OTHERS: Partial<Record<FailureReason, Explain>> = {
  contract_missing: () => ({
    expected: 'a published contract',
    actual: 'nothing is published here',
    fix: 'Publish a contract for this service and environment.',
  }),
  contract_invalid: () => ({
    expected: 'a contract that a validator can put into force',
    actual: 'it does not compile',
    fix: 'Open the draft and correct what its findings name.',
  }),
  path_ambiguous: ({ request }) => ({
    expected: 'a path without encoded slashes, // or dot segments',
    actual: request?.path ?? 'no path',
    fix: 'Let the client send the path in its plain form.',
  }),
  token_missing: () => ({
    expected: 'an access token',
    actual: 'none',
    fix: 'Send it as "Authorization: Bearer …".',
  }),
};

const ALL = { ...OTHERS, ...HEADER_EXPLANATIONS, ...CLAIM_EXPLANATIONS };

/** Longer values of a token are cut: this is for reading. */
const LONGEST = 300;

/**
 * What a failed check wanted, what it found and what to do about it. What was found is the token's own word: show it
 * as text only, to nobody but the person who brought the token.
 */
export function explainFailure(reason: FailureReason, facts: ExplainFacts): Explanation {
  const { expected, actual, fix } = ALL[reason]?.(facts) ?? {
    expected: 'a check that passes',
    actual: 'it did not',
    fix: 'Look the reason up in the list of failure reasons.',
  };
  return { expected: cut(expected), actual: cut(actual), fix };
}

function cut(value: string): string {
  return value.length > LONGEST ? `${value.slice(0, LONGEST)}…` : value;
}
