/** `node conformance/generate.mjs`: writes the corpus anew; see README.md. What was signed before keeps its signature. */
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { makeBundles, NOW } from './lib/bundles.mjs';
import { casesOf } from './lib/cases-by-algorithm.mjs';
import { bundleCases } from './lib/cases-by-bundle.mjs';
import { ALGORITHMS, loadKeys, Signer } from './lib/signing.mjs';

const here = import.meta.dirname;
const read = (name) =>
  existsSync(join(here, name)) ? JSON.parse(readFileSync(join(here, name), 'utf8')) : {};
const write = (name, value) => writeFileSync(join(here, name), `${JSON.stringify(value, null, 1)}\n`);

const keys = loadKeys(join(here, 'keys.json'));
const { cases: before = [] } = read('cases.json');
const signer = new Signer(before.flatMap(({ token = '' }) => (token.split('.').length === 3 ? [token] : [])));
const byAlgorithm = ALGORITHMS.flatMap((alg) =>
  casesOf(alg, signer, keys).map(([id, expected, token]) => ({
    id: `${alg}: ${id}`,
    bundle: 'base',
    expected,
    token,
  })),
);
const cases = [...byAlgorithm, ...bundleCases(signer, keys)];
write('keys.json', keys);
write('bundles.json', makeBundles(keys));
write('cases.json', { clock: NOW, cases });
console.log(`${cases.length} cases`);
