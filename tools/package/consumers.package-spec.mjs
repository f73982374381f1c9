import { execFile } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, expect, inject, it } from 'vitest';
import { binOf, root } from '../lib/paths.mjs';
import { pack } from '../lib/validator-package.mjs';

const run = promisify(execFile);
const modules = join(root, 'node_modules');
let directory;
let dependencies;

beforeAll(async () => {
  directory = await mkdtemp(join(tmpdir(), 'accord-consumers-'));
  // Packed from what is installed here, so that no test needs the registry.
  const outside = ['zod', 'canonicalize'].map((name) => [name, pack(join(modules, name), directory)]);
  const all = [['@accord/validator', inject('tarball')], ...outside];
  dependencies = Object.fromEntries(all.map(([name, tarball]) => [name, `file:${tarball}`]));
});
afterAll(() => rm(directory, { recursive: true, force: true }));

/** A project outside this workspace that has installed the package. */
async function install(manifest, files) {
  const project = await mkdtemp(join(directory, 'project-'));
  const contents = { ...files, 'package.json': JSON.stringify({ private: true, ...manifest, dependencies }) };
  for (const [name, text] of Object.entries(contents)) await writeFile(join(project, name), text);
  const npm = ['install', '--offline', '--ignore-scripts', '--no-audit', '--no-fund', '--no-package-lock'];
  await run('npm', npm, { cwd: project });
  return project;
}

const node = async (project, file) => {
  const { stdout, stderr } = await run(process.execPath, [file], { cwd: project, env: {} });
  return { printed: stdout.trim().split('\n'), complaints: stderr };
};

const use = `
const issuer = makeTestIssuer({ claims: { aud: 'https://api.example.com' } });
const contract = {
  schema: 1,
  issuers: [{ issuer: issuer.issuer, algorithms: ['ES256'] }],
  audiences: ['https://api.example.com'],
  token_type: { typ: ['at+jwt'] },
};
const validator = makeTestValidator({ contract, issuers: [issuer] });
const ask = (token) => {
  const headers = { authorization: 'Bearer ' + token };
  const decision = accordFetch(validator)(new Request('https://api.example.com/', { headers }));
  return decision.pass ? decision.auth.claims.sub : decision.response.status;
};
console.log(typeof createValidator, typeof accordExpress, typeof accordFastify, typeof accordHono);
console.log(ask(issuer.token({ sub: 'jane' })), ask(makeTestIssuer().token({ aud: 'https://api.example.com' })));
`;
const imports = {
  '@accord/validator': ['createValidator'],
  '@accord/validator/express': ['accordExpress'],
  '@accord/validator/fastify': ['accordFastify'],
  '@accord/validator/fetch': ['accordFetch'],
  '@accord/validator/hono': ['accordHono'],
  '@accord/validator/testing': ['makeTestIssuer', 'makeTestValidator'],
};
const lines = (line) => Object.entries(imports).map(([path, names]) => line(names.join(', '), path));
const expected = ['function function function function', 'jane 401'];

it('works in an ESM project', async () => {
  const code = lines((names, path) => `import { ${names} } from '${path}';`).join('\n') + use;
  const project = await install({ type: 'module' }, { 'main.js': code });
  expect((await node(project, 'main.js')).printed).toEqual(expected);
});

it('works in a CommonJS project', async () => {
  const code = lines((names, path) => `const { ${names} } = require('${path}');`).join('\n') + use;
  const project = await install({ type: 'commonjs' }, { 'main.js': code });
  expect((await node(project, 'main.js')).printed).toEqual(expected);
});

const typed = `
import { createValidator, defineContract, type Validator, type Verdict } from '@accord/validator';
import type { RequestAuth } from '@accord/validator/express';
import { accordFetch } from '@accord/validator/fetch';
import { makeTestIssuer, makeTestValidator } from '@accord/validator/testing';

const issuer = makeTestIssuer({ issuer: 'https://auth.example.com' });
const contract = defineContract({
  schema: 1,
  issuers: [{ issuer: 'https://auth.example.com', algorithms: ['ES256'] }],
  audiences: ['https://api.example.com'],
  token_type: { typ: ['at+jwt'] },
});
declare module '@accord/validator' {
  interface Register {
    contract: typeof contract;
  }
}
const validator: Validator = makeTestValidator({ contract, issuers: [issuer] });
const verdict: Verdict = validator.verify(issuer.token({ aud: 'https://api.example.com' }));
console.log(verdict.ok ? verdict.claims.sub : verdict.reason, typeof createValidator, typeof accordFetch);
// @ts-expect-error: a misspelt reason is found
if (!verdict.ok && verdict.reason === 'token_expird') console.log('never');
export const subjectOf = (auth: RequestAuth): string => auth.claims.sub;
// @ts-expect-error: a claim that the contract does not require may be anything, until it was looked at
export const tenantOf = (auth: RequestAuth): string => auth.claims.tenant;
`;
/** `checkLibraries`: whether our declarations, and those that they name, are without an error too. */
const tsconfig = (module, checkLibraries) =>
  JSON.stringify({
    compilerOptions: {
      ...{ module, target: 'ES2022', lib: ['ES2023', 'DOM'], strict: true, skipLibCheck: !checkLibraries },
      ...{ outDir: 'out', types: ['node'], typeRoots: [join(modules, '@types')] },
    },
    files: ['main.ts'],
  });

it.each(['module', 'commonjs'])('works in a TypeScript project that compiles to %s', async (type) => {
  const files = { 'main.ts': typed, 'tsconfig.json': tsconfig('nodenext', type === 'module') };
  const project = await install({ type }, files);
  await run(process.execPath, [binOf('typescript', 'tsc'), '-p', project]).catch(({ stdout }) => {
    throw new Error(stdout);
  });
  expect((await node(project, 'out/main.js')).printed).toEqual(['test-subject function function']);
});
