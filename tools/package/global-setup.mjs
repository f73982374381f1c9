import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { compile } from '../lib/build.mjs';
import { packValidator, stageValidatorPackage } from '../lib/validator-package.mjs';

/** Builds and packs the validator once, from what the sources are now. */
export async function setup(project) {
  const directory = mkdtempSync(join(tmpdir(), 'accord-package-'));
  await compile(['libs/validator']);
  project.provide('staged', stageValidatorPackage());
  project.provide('tarball', packValidator(directory));
  return () => rmSync(directory, { recursive: true, force: true });
}
