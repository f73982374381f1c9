import 'reflect-metadata';
import type { Logger } from 'pino';
import { createApp } from './create-app.js';
import { KeyBoxError } from './custody/key-box.js';
import { ConfigError, EXIT_CONFIG, loadConfig } from './platform/config/config.js';
import { boundStop } from './platform/health/bounded-stop.js';
import { LOGGER } from './platform/http/logger.js';
import { NotMigratedError, requireMigrated } from './platform/database/require-migrated.js';

const STOP_SIGNALS: NodeJS.Signals[] = ['SIGTERM', 'SIGINT'];

async function main(): Promise<void> {
  const config = loadConfig(process.env);
  await requireMigrated(config.databaseUrl);
  const app = await createApp(config);
  const logger = app.get<Logger>(LOGGER);
  boundStop(STOP_SIGNALS, logger);
  app.enableShutdownHooks(STOP_SIGNALS, { useProcessExit: true });
  await app.listen(config.port, config.host);
  logger.info({ url: await app.getUrl() }, 'listening');
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
