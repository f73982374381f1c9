import type { Claims } from '../evaluate/claims.js';
import type { RouteRequest } from '../evaluate/routes-for.js';
import type { CompiledRules, IssuerRules } from '../evaluate/rules.js';

/** A failed check in words. */
export interface Explanation {
  readonly expected: string;
  readonly actual: string;
  readonly fix: string;
}

/** What explanations speak of. Header and claims are null where they do not parse; nothing here is trusted. */
export interface ExplainFacts {
  /** null: no contract is in force. */
  readonly rules: CompiledRules | null;
  /** null: the contract does not name the token's issuer. */
  readonly issuer: IssuerRules | null;
  /** The issuer's keys, by `kid (alg)`; null when they were never obtained. */
  readonly keys: readonly string[] | null;
  readonly header: Claims | null;
  readonly claims: Claims | null;
  readonly tokenBytes: number;
  /** Epoch seconds. */
  readonly now: number;
  readonly request: RouteRequest | null;
}

export type Explain = (facts: ExplainFacts) => Explanation;

/** A value of the token as JSON; `absent` where there is none. */
export function shown(members: Claims | null, name: string): string {
  const value = members !== null && Object.hasOwn(members, name) ? members[name] : undefined;
  return value === undefined ? 'absent' : JSON.stringify(value);
}

/** One of several accepted values. */
export function oneOf(values: Iterable<string> | null | undefined): string {
  const list = [...(values ?? [])];
  if (list.length === 0) return 'nothing is accepted';
  return list.length === 1 ? `${list[0]}` : `one of ${list.join(', ')}`;
}

const UNITS: readonly (readonly [string, number])[] = [
  ['d', 86_400],
  ['h', 3_600],
  ['min', 60],
  ['s', 1],
];

/** A number of seconds in its two largest units: `31 d 11 h`. */
export function shownSpan(seconds: number): string {
  let rest = seconds;
  const parts: string[] = [];
  for (const [unit, size] of UNITS) {
    const amount = Math.floor(rest / size);
    rest -= amount * size;
    if (amount > 0) parts.push(`${amount} ${unit}`);
  }
  return parts.slice(0, 2).join(' ') || '0 s';
}

/** A time claim with its distance from the moment of judging. */
export function shownTime(claims: Claims | null, name: string, now: number): string {
  const value = wholeNumber(claims, name);
  if (value === undefined) return shown(claims, name);
  const distance = value - now;
  return `${name} ${value} (${shownSpan(Math.abs(distance))} ${distance < 0 ? 'before' : 'after'} the time of judging)`;
}

/** From `iat` to `exp`, with both. */
export function shownLifetime(claims: Claims | null): string {
  const [exp, iat] = [wholeNumber(claims, 'exp'), wholeNumber(claims, 'iat')];
  const both = `exp ${shown(claims, 'exp')}, iat ${shown(claims, 'iat')}`;
  return exp === undefined || iat === undefined || exp < iat ? both : `${shownSpan(exp - iat)} (${both})`;
}

function wholeNumber(claims: Claims | null, name: string): number | undefined {
  const value = claims !== null && Object.hasOwn(claims, name) ? claims[name] : undefined;
  return typeof value === 'number' && Number.isSafeInteger(value) ? value : undefined;
}
