import { join } from 'node:path';
import { root } from './paths.mjs';
import { runNode } from './run.mjs';
import { randomSecret, secretFile } from './secrets.mjs';
import { Refusal } from './steps.mjs';

export const adminEmail = 'admin@accord.local';

const command = (name) => join(root, 'apps/api/dist/commands', `${name}.js`);

/** What every process of the API needs to know. */
export function apiEnvironment(settings, databaseUrl) {
  const keyFile = secretFile(settings.dataDir, 'master-key');
  if (!settings.masterKey && !keyFile.read()) keyFile.write(randomSecret(32));
  return {
    DATABASE_URL: databaseUrl,
    ACCORD_API_HOST: '127.0.0.1',
    ACCORD_API_PORT: String(settings.apiPort),
    ACCORD_PUBLIC_URL: settings.publicUrl,
    // There is no other replica to send anybody to.
    ACCORD_DRAIN_SECONDS: '0',
    ...(settings.masterKey
      ? { ACCORD_MASTER_KEY: settings.masterKey }
      : { ACCORD_MASTER_KEY_FILE: keyFile.path }),
  };
}

/** Brings the schema up to date. */
export async function migrate(env) {
  await runNode(command('migrate'), [], { env });
}

/**
 * Makes the first administrator, once for each database: whoever demotes or disables that account later must not find
 * it restored by a restart. The generated password is stored before it is used, so it is never lost.
 *
 * @returns {Promise<{ passwordFile?: string, password?: string }>} the password only when it was made just now
 */
export async function createAdmin(settings, env, databaseIdentity) {
  const file = secretFile(settings.dataDir, 'admin-password');
  const done = secretFile(settings.dataDir, 'admin-created-in');
  const known = file.read();
  if (done.read() === databaseIdentity) return { passwordFile: known && file.path };
  const password = known ?? randomSecret(15);
  if (!known) file.write(password);
  const answer = await runNode(command('create-admin'), ['--email', adminEmail], {
    env,
    input: `${password}\n`,
  });
  const created = answer.startsWith('created');
  if (!created && !known) file.remove();
  done.write(databaseIdentity);
  return { passwordFile: created || known ? file.path : undefined, password: created ? password : undefined };
}

async function isAccepted(apiUrl, token) {
  const response = await fetch(`${apiUrl}/v1/session`, { headers: { authorization: `Bearer ${token}` } });
  await response.arrayBuffer();
  return response.ok;
}

/** The demo's API token: kept from the last start when this database still knows it, else a new one. */
export async function demoToken(settings, env, apiUrl) {
  const file = secretFile(settings.dataDir, 'demo-api-token');
  const known = file.read();
  if (known && (await isAccepted(apiUrl, known))) return known;
  const printed = await runNode(command('create-api-token'), ['--name', 'demo', '--role', 'admin'], { env });
  const token = printed.trim().split('\n').at(-1);
  if (!token) throw new Refusal('create-api-token printed no token');
  file.write(token);
  return token;
}
