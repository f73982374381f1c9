/** `node conformance/generate.mjs`: writes the corpus anew; see README.md. What was signed before keeps its signature. */
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { makeBundles, NOW, smallBundle } from './lib/bundles.mjs';
import { makeCase } from './lib/case.mjs';
import { casesOf } from './lib/cases-by-algorithm.mjs';
import { bundleCases } from './lib/cases-by-bundle.mjs';
import { withDefaults } from './lib/defaults.mjs';
import { makeGroups } from './lib/groups.mjs';
import { makeKit } from './lib/kit.mjs';
import { ALGORITHMS, loadKeys, Signer } from './lib/signing.mjs';

const here = import.meta.dirname;
const read = (name) =>
  existsSync(join(here, name)) ? JSON.parse(readFileSync(join(here, name), 'utf8')) : {};
const write = (name, value) => writeFileSync(join(here, name), `${JSON.stringify(value, null, 1)}\n`);

const keys = loadKeys(join(here, 'keys.json'));
const { cases: before = [] } = read('cases.json');
const signer = new Signer(before.flatMap(({ token = '' }) => (token.split('.').length === 3 ? [token] : [])));
const byAlgorithm = ALGORITHMS.flatMap((alg) =>
  casesOf(alg, signer, keys).map(([id, outcome, token]) =>
    makeCase('base', `${alg}: ${id}`, outcome, { token }),
  ),
);
const groups = makeGroups(makeKit(signer, keys));
const byGroup = groups.flatMap(({ name, cases }) =>
  cases.map(([id, outcome, given]) => makeCase(name, `${name}: ${id}`, outcome, given)),
);
const cases = [...byAlgorithm, ...bundleCases(signer, keys), ...byGroup];
const small = groups
  .filter(({ bundle }) => bundle)
  .map(({ name, bundle }) => [name, smallBundle(keys, bundle)]);
const bundles = Object.entries({ ...makeBundles(keys), ...Object.fromEntries(small) });
write('keys.json', keys);
write('bundles.json', Object.fromEntries(bundles.map(([name, bundle]) => [name, withDefaults(bundle)])));
write('cases.json', { clock: NOW, cases });
console.log(`${cases.length} cases`);
