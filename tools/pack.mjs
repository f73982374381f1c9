/** `npm run pack`: the package of the validator as a tarball, for services outside this workspace. */
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { compile } from './lib/build.mjs';
import { root } from './lib/paths.mjs';
import { packValidator } from './lib/validator-package.mjs';

const destination = join(root, '.accord/packages');
await compile(['libs/validator']);
mkdirSync(destination, { recursive: true });
console.log(packValidator(destination));
