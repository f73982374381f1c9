/** Builds what `npm start` runs. */
import { build } from './lib/build.mjs';

await build();
