import type { ContractChange } from '@accord/contract';

export type Effect = ContractChange['effect'];

export function change(effect: Effect, path: string, sentence: string): ContractChange {
  return { effect, path, sentence };
}

/** Names as prose shows them: “`a`, `b`”. */
export function quoted(names: readonly string[]): string {
  return names.map((name) => `\`${name}\``).join(', ');
}

/** One way in which two lists differ, told once per entry. */
export interface SetPhrases {
  readonly path: string;
  readonly added: readonly [effect: Effect, sentence: (entry: string) => string];
  readonly removed: readonly [effect: Effect, sentence: (entry: string) => string];
}

/** Differences of two lists that are sets. */
export function diffSets(
  before: readonly string[],
  after: readonly string[],
  { path, added, removed }: SetPhrases,
): readonly ContractChange[] {
  return [
    ...after
      .filter((entry) => !before.includes(entry))
      .map((entry) => change(added[0], path, added[1](entry))),
    ...before
      .filter((entry) => !after.includes(entry))
      .map((entry) => change(removed[0], path, removed[1](entry))),
  ];
}

/**
 * Differences of two allow-lists: a longer one is looser. Null stands for "anything", `what` for what is allowed,
 * `about` for whose tokens (" of `https://…`", or nothing for all).
 */
export function diffAllowed(
  before: readonly string[] | null,
  after: readonly string[] | null,
  path: string,
  what: string,
  about: string,
): readonly ContractChange[] {
  const scope = about === '' ? '' : ` for tokens${about}`;
  if (before === null) {
    if (after === null) return [];
    return [change('tighter', path, `only ${what} ${quoted(after)} is accepted${scope}; until now any was`)];
  }
  if (after === null) {
    return [change('looser', path, `any ${what} is accepted${scope}; until now only ${quoted(before)}`)];
  }
  return diffSets(before, after, {
    path,
    added: ['looser', (entry) => `${what} \`${entry}\` is accepted in addition${scope}`],
    removed: ['tighter', (entry) => `${what} \`${entry}\` is no longer accepted${scope}`],
  });
}

/**
 * Differences of two limits, in the same unit: a higher one is looser. Null stands for "unlimited".
 */
export function diffLimit(
  before: number | null,
  after: number | null,
  path: string,
  sentence: (limit: string) => string,
  unit: string,
): readonly ContractChange[] {
  if (before === after) return [];
  const effect = (after ?? Infinity) > (before ?? Infinity) ? 'looser' : 'tighter';
  const show = (value: number | null): string => (value === null ? 'unlimited' : `${value} ${unit}`);
  return [change(effect, path, `${sentence(show(after))}; until now ${show(before)}`)];
}

/**
 * A claim that is read from another place: tokens that carry only the old one lose it, tokens that carry only the
 * new one gain it. Both are told, because which one weighs more depends on the issuer.
 */
export function diffSource(
  before: string,
  after: string,
  path: string,
  what: string,
): readonly ContractChange[] {
  if (before === after) return [];
  return [
    change('tighter', path, `the ${what} is no longer read from \`${before}\``),
    change('looser', path, `the ${what} is now read from \`${after}\``),
  ];
}
