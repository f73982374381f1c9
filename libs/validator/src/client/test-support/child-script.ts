import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { rolldown } from 'rolldown';

/**
 * Makes one script of a fixture beside this file and of everything that it imports, from the sources: a process that
 * runs it can never be one of an older build.
 * @returns its path, in `directory`
 */
export async function makeChildScript(fixture: string, directory: string): Promise<string> {
  const build = await rolldown({
    input: fileURLToPath(new URL(fixture, import.meta.url)),
    platform: 'node',
    resolve: { conditionNames: ['@accord/source', 'node', 'import'] },
  });
  const file = join(directory, fixture.replace(/\.ts$/, '.mjs'));
  await build.write({ file, format: 'esm' });
  await build.close();
  return file;
}
