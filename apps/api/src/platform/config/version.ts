import { readFileSync } from 'node:fs';
import { z } from 'zod';

/** The same file for sources and for what is built of them. */
const PACKAGE = new URL('../../../package.json', import.meta.url);

/** The version of the API, as the page of the installation and the OpenAPI document tell it. */
export const { version: VERSION } = z
  .object({ version: z.string() })
  .parse(JSON.parse(readFileSync(PACKAGE, 'utf8')));
