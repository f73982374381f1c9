import { mkdir, readFile, rename, writeFile } from 'node:fs/promises';
import { dirname } from 'node:path';
import { z } from 'zod';

/** Credentials that Accord showed once. */
const Secrets = z.object({
  issuer: z.string().optional(),
  services: z.record(z.string(), z.string()).default({}),
});
export type Secrets = z.infer<typeof Secrets>;

/** The demo's credentials of an earlier start; none when the file is not there. */
export async function readSecrets(path: string): Promise<Secrets> {
  try {
    return Secrets.parse(JSON.parse(await readFile(path, 'utf8')));
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return { services: {} };
    throw new Error(`${path} cannot be read as the demo's credentials; delete it to make new ones`, {
      cause: error,
    });
  }
}

/** Readable by the owner only, and never half written. */
export async function writeSecrets(path: string, secrets: Secrets): Promise<void> {
  await mkdir(dirname(path), { recursive: true, mode: 0o700 });
  await writeFile(`${path}.new`, JSON.stringify(secrets, null, 2), { mode: 0o600 });
  await rename(`${path}.new`, path);
}
