import type { ContractChange, ValidationContract } from '@accord/contract';
import { change, diffLimit } from './change.js';

type Time = ValidationContract['time'];

/** Differences of two time rules; `about` says whose tokens they are, for example " of `https://…`". */
export function diffTime(before: Time, after: Time, path: string, about: string): readonly ContractChange[] {
  return [
    ...diffLimit(
      before.clock_tolerance_seconds,
      after.clock_tolerance_seconds,
      `${path}.clock_tolerance_seconds`,
      (limit) => `the clocks of tokens${about} may be wrong by ${limit}`,
      's',
    ),
    ...diffLimit(
      before.max_lifetime_seconds,
      after.max_lifetime_seconds,
      `${path}.max_lifetime_seconds`,
      (limit) => `the longest lifetime of tokens${about} is ${limit}`,
      's',
    ),
    ...diffLimit(
      before.max_age_seconds,
      after.max_age_seconds,
      `${path}.max_age_seconds`,
      (limit) => `the greatest age of tokens${about} is ${limit}`,
      's',
    ),
    ...diffRequired(before, after, `${path}.required`, about),
  ];
}

/** A lifetime or age limit requires iat by itself. */
function needs(time: Time, name: 'exp' | 'iat' | 'nbf'): boolean {
  const limited = time.max_lifetime_seconds !== null || time.max_age_seconds !== null;
  return time.required.includes(name) || (name === 'iat' && limited);
}

function diffRequired(before: Time, after: Time, path: string, about: string): readonly ContractChange[] {
  const names = ['exp', 'iat', 'nbf'] as const;
  return names.flatMap((name) => {
    const listed = [before.required.includes(name), after.required.includes(name)];
    const needed = [needs(before, name), needs(after, name)];
    if (needed[0] !== needed[1]) {
      return needed[1]
        ? [change('tighter', path, `tokens${about} without \`${name}\` are now refused`)]
        : [change('looser', path, `tokens${about} without \`${name}\` are no longer refused`)];
    }
    if (listed[0] === listed[1]) return [];
    const verb = listed[1] ? 'now listed' : 'no longer listed';
    return [change('neutral', path, `\`${name}\` is ${verb} as required; a time limit requires it anyway`)];
  });
}
