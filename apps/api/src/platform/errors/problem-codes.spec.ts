import { readFileSync, readdirSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { expect, it } from 'vitest';
import { PROBLEM_CODES } from './problem-codes.js';

const PAGE = fileURLToPath(new URL('../../../../../docs/problems.md', import.meta.url));
/** Where codes are thrown; those of the rotation's bounds come from its library. */
const SOURCES = ['../../', '../../../../../libs/rotation/src/'].map(
  (folder) => new URL(folder, import.meta.url),
);

it('has no code that nothing answers', () => {
  const texts = SOURCES.flatMap((folder) => sourcesIn(fileURLToPath(folder)));
  const unused = Object.keys(PROBLEM_CODES).filter(
    (code) => !texts.some((text) => text.includes(`'${code}'`)),
  );
  expect(unused).toEqual([]);
});

// To write it anew: npx vitest run --project unit apps/api/src/platform/errors -u
it('stands in docs/problems.md', async () => {
  await expect(page()).toMatchFileSnapshot(PAGE);
});

function sourcesIn(folder: string): string[] {
  return readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((file) => file.endsWith('.ts') && !file.endsWith('spec.ts') && !file.endsWith('problem-codes.ts'))
    .map((file) => readFileSync(`${folder}/${file}`, 'utf8'));
}

function page(): string {
  const rows = Object.entries(PROBLEM_CODES)
    .map(([code, { statuses, advice }]) => [`\`${code}\``, statuses.join(', '), advice])
    .sort(([one = ''], [other = '']) => (one < other ? -1 : 1));
  return `${INTRODUCTION}\n${table([['code', 'status', 'what to do'], ...rows])}\n`;
}

/** As prettier aligns it. */
function table([head = [], ...rows]: string[][]): string {
  const widths = head.map((_cell, column) =>
    Math.max(...[head, ...rows].map((row) => row[column]?.length ?? 0)),
  );
  const lineOf = (row: string[]) => `| ${row.map((cell, at) => cell.padEnd(widths[at] ?? 0)).join(' | ')} |`;
  return [head, widths.map((width) => '-'.repeat(width)), ...rows].map(lineOf).join('\n');
}

const INTRODUCTION = `# Problems

Every error is an \`application/problem+json\` (RFC 9457): \`code\` is stable and for programs, \`detail\` says to people what to do
next, \`request_id\` finds the line in the log. Some codes bring further members, which \`ProblemDetails\` in \`/openapi.json\`
describes; there stands also which operation answers which of them. New codes may come: treat one that you do not know by
its status. 429 and 503 come with \`Retry-After\`, in seconds.

This page is written from apps/api/src/platform/errors/problem-codes.ts.
`;
