import 'reflect-metadata';
import { createApp } from './create-app.js';
import { KeyBoxError } from './custody/key-box.js';
import { ConfigError, EXIT_CONFIG, loadConfig } from './platform/config/config.js';
import { NotMigratedError, requireMigrated } from './platform/database/require-migrated.js';

async function main(): Promise<void> {
  const config = loadConfig(process.env);
  await requireMigrated(config.databaseUrl);
  const app = await createApp(config);
  app.enableShutdownHooks(['SIGTERM', 'SIGINT'], { useProcessExit: true });
  await app.listen(config.port, config.host);
  process.stdout.write(`${JSON.stringify({ msg: 'listening', url: await app.getUrl() })}\n`);
}

main().catch((error: unknown) => {
  if (error instanceof ConfigError) {
    process.stderr.write(`${error.message}\n`);
    process.exit(EXIT_CONFIG);
  }
  if (error instanceof NotMigratedError) {
    process.stderr.write(`${error.message}\n`);
    process.exit(1);
  }
  if (error instanceof KeyBoxError) {
    process.stderr.write(`The API could not start: ${error.options.detail}\n`);
    process.exit(EXIT_CONFIG);
  }
  process.stderr.write(
    `The API could not start: ${error instanceof Error ? (error.stack ?? error.message) : String(error)}\n`,
  );
  process.exit(1);
});
