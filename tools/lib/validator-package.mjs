import { execFileSync } from 'node:child_process';
import { cpSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join, posix, relative } from 'node:path';
import { cacheDir, root } from './paths.mjs';

const validator = join(root, 'libs/validator');
const manifestOf = (directory) => JSON.parse(readFileSync(join(directory, 'package.json'), 'utf8'));

/** Where the build of each part goes; see docs/adr/0020. */
const places = { validator: 'dist', contract: 'dist/contract', policy: 'dist/policy' };
const parts = Object.keys(places).map((name) => ({
  build: join(root, 'libs', name, 'dist'),
  place: places[name],
}));
const entryOf = (name, suffix) => join(root, 'libs', name, 'dist', `index${suffix}`);

const imported = /(\bfrom |\bimport |\bimport\()(['"])(\.[^'"]*|@accord\/(?:contract|policy))\2/g;

/** The file of the build that an import specifier means, or null for packages that stay outside. */
function resolveImport(file, specifier) {
  const suffix = file.endsWith('.d.ts') ? '.d.ts' : '.js';
  if (specifier.startsWith('@accord/')) return entryOf(specifier.slice('@accord/'.length), suffix);
  return join(dirname(file), specifier.replace(/\.js$/, suffix));
}

/** Where a file of a build goes in the package. */
function destinationOf(file) {
  const { build, place } = parts.find((part) => file.startsWith(`${part.build}/`));
  return posix.join(place, relative(build, file));
}

/** The text as it goes into the package, with imports of our own packages turned into paths. */
function rewrite(file, text, follow) {
  return text
    .replace(/\n?\/\/# sourceMappingURL=.*\n?$/, '\n')
    .replaceAll(imported, (whole, keyword, quote, specifier) => {
      const target = resolveImport(file, specifier);
      follow(target);
      if (specifier.startsWith('.')) return whole;
      const path = posix.relative(posix.dirname(destinationOf(file)), destinationOf(target));
      const js = (path.startsWith('.') ? path : `./${path}`).replace(/\.d\.ts$/, '.js');
      return `${keyword}${quote}${js}${quote}`;
    });
}

/** What the entry points need, by its place in the package: nothing stale, no tests. */
function reachableFiles(entries) {
  const files = new Map();
  const queue = [...entries];
  for (let file = queue.pop(); file; file = queue.pop()) {
    const destination = destinationOf(file);
    if (files.has(destination)) continue;
    const follow = (target) => queue.push(target);
    files.set(destination, rewrite(file, readFileSync(file, 'utf8'), follow));
  }
  return files;
}

/** The manifest for users: no condition that names sources, and no package that is not on a registry. */
function publishedManifest() {
  const { name, version, description, keywords, license, engines, type, exports, ...rest } =
    manifestOf(validator);
  const outside = { ...manifestOf(join(root, 'libs/policy')).dependencies, ...rest.dependencies };
  return {
    ...{ name, version, description, keywords, license, engines, type, sideEffects: false, files: ['dist'] },
    exports: Object.fromEntries(
      Object.entries(exports).map(([path, { types, default: file }]) => [path, { types, default: file }]),
    ),
    dependencies: Object.fromEntries(
      Object.entries(outside).filter(([dependency]) => !dependency.startsWith('@accord/')),
    ),
    peerDependencies: rest.peerDependencies,
    peerDependenciesMeta: rest.peerDependenciesMeta,
  };
}

/**
 * Lays out the package of the validator as it is published, from the builds of validator, contract and policy (which
 * must be up to date).
 *
 * @returns its directory, ready for `npm pack` and `npm publish`
 */
export function stageValidatorPackage() {
  const directory = join(cacheDir, 'validator-package');
  const manifest = publishedManifest();
  const entries = Object.values(manifest.exports).flatMap(Object.values);
  const files = reachableFiles(entries.map((path) => join(validator, path)));
  rmSync(directory, { recursive: true, force: true });
  for (const [path, text] of files) {
    mkdirSync(dirname(join(directory, path)), { recursive: true });
    writeFileSync(join(directory, path), text);
  }
  writeFileSync(join(directory, 'package.json'), `${JSON.stringify(manifest, null, 2)}\n`);
  cpSync(join(validator, 'README.md'), join(directory, 'README.md'));
  cpSync(join(root, 'LICENSE'), join(directory, 'LICENSE'));
  return directory;
}

/**
 * Packs a directory as npm would publish it.
 *
 * @returns the path of the tarball, in `destination`
 */
export function pack(directory, destination) {
  const args = ['pack', directory, '--json', '--ignore-scripts', '--pack-destination', destination];
  const [{ filename }] = JSON.parse(execFileSync('npm', args, { encoding: 'utf8', stdio: 'pipe' }));
  return join(destination, filename);
}

/** The tarball of the validator, from builds that are up to date. */
export const packValidator = (destination) => pack(stageValidatorPackage(), destination);
