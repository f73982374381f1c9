import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { checkPackage, createPackageFromTarballData } from '@arethetypeswrong/core';
import { publint } from 'publint';
import { formatMessage } from 'publint/utils';
import { rolldown } from 'rolldown';
import { describe, expect, inject, it } from 'vitest';

const staged = inject('staged');
const tarball = readFileSync(inject('tarball'));
const manifest = JSON.parse(readFileSync(join(staged, 'package.json'), 'utf8'));

it('has nothing that publint finds', async () => {
  const { messages } = await publint({ pkgDir: staged, pack: false, strict: true });
  expect(messages.map((message) => formatMessage(message, manifest))).toEqual([]);
});

it('has types that fit, for ES modules and for CommonJS that requires them', async () => {
  const { problems } = await checkPackage(createPackageFromTarballData(tarball));
  // node10 knows no `exports` and ended with Node 12; a CommonJS file requires an ES module since Node 20.19.
  const wrong = problems.filter(
    ({ kind, resolutionKind }) => resolutionKind !== 'node10' && kind !== 'CJSResolvesToESM',
  );
  expect(wrong).toEqual([]);
});

it('names nothing but what is on a registry, and only fixed versions', () => {
  expect(Object.keys(manifest.dependencies).toSorted()).toEqual(['canonicalize', 'zod']);
  for (const version of Object.values(manifest.dependencies)) expect(version).toMatch(/^\d+\.\d+\.\d+$/);
  for (const peer of Object.keys(manifest.peerDependencies))
    expect(manifest.peerDependenciesMeta[peer]).toEqual({ optional: true });
});

/** Bytes that a bundle with these exports takes, minified and packed, without the dependencies. */
async function packedBytes(code) {
  const build = await rolldown({
    input: 'entry',
    platform: 'node',
    external: [...Object.keys(manifest.dependencies), ...Object.keys(manifest.peerDependencies)],
    plugins: [
      {
        name: 'entry',
        resolveId: (id) => (id === 'entry' ? join(staged, 'entry.mjs') : null),
        load: (id) => (id === join(staged, 'entry.mjs') ? code : null),
      },
    ],
  });
  const { output } = await build.generate({ format: 'esm', minify: true });
  await build.close();
  return output.reduce((sum, chunk) => sum + gzipSync(chunk.code).byteLength, 0);
}

describe('stays small: minified and gzipped', () => {
  it.each([
    ['compile', "export { compile } from './dist/index.js'", 20_000],
    ['createValidator', "export { createValidator } from './dist/index.js'", 30_000],
    ['accordExpress', "export { accordExpress } from './dist/adapters/express.js'", 2_900],
  ])('%s', async (_name, code, limit) => {
    const bytes = await packedBytes(code);
    expect(bytes).toBeLessThan(limit);
    expect(bytes).toBeGreaterThan(limit * 0.7);
  });

  it('the tarball', () => {
    expect(tarball.byteLength).toBeLessThan(160_000);
  });
});
