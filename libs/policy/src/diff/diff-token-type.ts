import type { ContractChange, ValidationContract } from '@accord/contract';
import { change, diffAllowed, quoted } from './change.js';

type TokenType = ValidationContract['token_type'];

/** Differences of two token types; `about` says whose tokens they are. */
export function diffTokenType(
  before: TokenType,
  after: TokenType,
  path: string,
  about: string,
): readonly ContractChange[] {
  return [
    ...diffAllowed(before.typ, after.typ, `${path}.typ`, 'typ', about),
    ...diffTypeClaims(before.claims, after.claims, `${path}.claims`, about),
    ...diffIdTokens(before, after, `${path}.reject_id_tokens`, about),
  ];
}

function diffTypeClaims(
  before: TokenType['claims'],
  after: TokenType['claims'],
  path: string,
  about: string,
): readonly ContractChange[] {
  const names = [...new Set([...Object.keys(before), ...Object.keys(after)])].sort();
  return names.flatMap((name) => {
    const old = before[name];
    const now = after[name];
    const at = `${path}.${name}`;
    if (old && now) return diffAllowed(old, now, at, `\`${name}\``, about);
    return now
      ? [change('tighter', at, `tokens${about} must carry \`${name}\` with one of ${quoted(now)}`)]
      : [change('looser', at, `tokens${about} no longer need \`${name}\` with one of ${quoted(old ?? [])}`)];
  });
}

function diffIdTokens(
  before: TokenType,
  after: TokenType,
  path: string,
  about: string,
): readonly ContractChange[] {
  if (before.reject_id_tokens === after.reject_id_tokens) return [];
  return after.reject_id_tokens
    ? [change('tighter', path, `ID tokens${about} are now refused`)]
    : [change('looser', path, `ID tokens${about} are no longer recognised and refused`)];
}
