import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { accord } from './contenders.mjs';
import { makeIssuer } from './material.mjs';

const TOKENS = 4000;

/** What a remembered token costs: the heap with a full memory, less the heap with an empty one. */
export function memoryPerToken() {
  const issuer = makeIssuer('EdDSA');
  const lines = [
    ['an ordinary token', {}],
    [
      'a token with 5 kB of claims',
      { groups: Array.from({ length: 250 }, (_, index) => `group-of-users-${index}`) },
    ],
  ].map(([what, claims]) => {
    const { bytes, length } = heldBytes(issuer, claims);
    return `  ${what} of ${length} characters: ${bytes} bytes`;
  });
  console.log(
    ['memory for each remembered token (bounded by maxCachedTokens, 1000 by default)', ...lines, ''].join(
      '\n',
    ),
  );
}

function heldBytes(issuer, claims) {
  const { check } = accord(issuer, { maxCachedTokens: TOKENS * 4 });
  const { length } = issuer.token(claims);
  // One token first, so that what is made once does not count.
  check(issuer.token(claims));
  const before = heapUsed();
  for (let index = 0; index < TOKENS; index += 1) check(issuer.token(claims));
  const bytes = Math.round((heapUsed() - before) / TOKENS);
  // Asked once more, so that the memory cannot be collected before it was measured.
  check(issuer.token(claims));
  return { bytes, length };
}

function heapUsed() {
  setFlagsFromString('--expose-gc');
  const collect = runInNewContext('gc');
  collect();
  collect();
  return process.memoryUsage().heapUsed;
}
