/**
 * Proves that the boundary lint bites: lints every file of tools/boundary-fixture as if it lay where its first line
 * says, and compares the findings, line by line, with its `// expect: rule` comments. The rule is silent when Nx has no
 * project graph, so a lint that finds nothing proves nothing. Run it through Nx: `nx run accord:boundaries`.
 */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { createProjectGraphAsync } from '@nx/devkit';
import { ESLint } from 'eslint';
import tseslint from 'typescript-eslint';

const root = join(import.meta.dirname, '..');
const fixtures = join(import.meta.dirname, 'boundary-fixture');
const checked = /^(@nx\/enforce-module-boundaries|no-restricted-.*)$/;

function expectations(lines) {
  return lines.flatMap((line, index) => {
    const rule = /\/\/ expect: (\S+)$/.exec(line)?.[1];
    return rule ? [`${index + 1} ${rule}`] : [];
  });
}

async function findings(eslint, code, filePath) {
  const [result] = await eslint.lintText(code, { filePath });
  const messages = result?.messages ?? [];
  const broken = messages.find((message) => message.fatal);
  if (broken) throw new Error(`${filePath} could not be parsed: ${broken.message}`);
  const found = messages.filter(({ ruleId }) => checked.test(ruleId ?? ''));
  return [...new Set(found.map(({ line, ruleId }) => `${line} ${ruleId}`))];
}

async function checkFixture(eslint, file) {
  const code = readFileSync(join(fixtures, file), 'utf8');
  const lines = code.split('\n');
  const pretended = /^\/\/ as (\S+)$/.exec(lines[0] ?? '')?.[1];
  if (!pretended) throw new Error(`${file} must begin with "// as <path>"`);
  const expected = expectations(lines);
  const found = await findings(eslint, code, join(root, pretended));
  const missed = expected
    .filter((entry) => !found.includes(entry))
    .map((entry) => `not found: line ${entry}`);
  const surplus = found
    .filter((entry) => !expected.includes(entry))
    .map((entry) => `not expected: line ${entry}`);
  return { count: expected.length, problems: [...missed, ...surplus].map((text) => `${file}: ${text}`) };
}

await createProjectGraphAsync();
const eslint = new ESLint({
  cwd: root,
  // The pretended files are in no TypeScript project; the rules under test need no types.
  overrideConfig: [{ ...tseslint.configs.disableTypeChecked, files: ['**/*.ts'] }],
});
const results = [];
for (const file of readdirSync(fixtures).sort()) results.push(await checkFixture(eslint, file));
const problems = results.flatMap((result) => result.problems);
for (const problem of problems) console.error(problem);
const count = results.reduce((sum, result) => sum + result.count, 0);
console.log(`boundary fixture: ${count} violations expected, ${problems.length} differences`);
process.exitCode = problems.length === 0 && count > 0 ? 0 : 1;
