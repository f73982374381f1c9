import 'reflect-metadata';
import { setTimeout as delay } from 'node:timers/promises';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import type { Logger } from 'pino';
import { createApp } from './create-app.js';
import { KeyBoxError } from './custody/key-box.js';
import {
  type Config,
  ConfigError,
  EXIT_CONFIG,
  KNOWN_VARIABLES,
  loadConfig,
} from './platform/config/config.js';
import { unknownVariables } from './platform/config/unknown-variables.js';
import { UnreachableDatabaseError, connect } from './platform/database/connect.js';
import { SERVING_LIMITS, dataSourceOptions } from './platform/database/data-source-options.js';
import { NotMigratedError, requireMigrated } from './platform/database/require-migrated.js';
import { Drain } from './platform/health/drain.js';
import { stopOnSignal } from './platform/health/stop-on-signal.js';
import { ListenError, listen } from './platform/config/listen.js';
import { createLogger } from './platform/http/logger.js';

const STOP_SIGNALS: NodeJS.Signals[] = ['SIGTERM', 'SIGINT'];

async function main(): Promise<void> {
  const config = loadConfig(process.env);
  const logger = createLogger(config.logLevel);
  for (const warning of unknownVariables(process.env, KNOWN_VARIABLES)) logger.warn(warning);
  await checkTables(config, logger);
  const app = await createApp(config);
  stopOnSignal(STOP_SIGNALS, logger, () => drainAndClose(app, config));
  await listen(app, config);
  logger.info({ url: await app.getUrl() }, 'listening');
}

/** Whoever stands in front learns from `/readyz` and from closed connections to send nothing more, before nobody listens. */
async function drainAndClose(app: NestFastifyApplication, { drainSeconds }: Config): Promise<void> {
  app.get(Drain).begin();
  await delay(drainSeconds * 1000);
  await app.close();
}

async function checkTables({ databaseUrl }: Config, logger: Logger): Promise<void> {
  const options = dataSourceOptions(databaseUrl, 'accord start', SERVING_LIMITS);
  const dataSource = await connect({ ...options, entities: [] });
  const newer = await requireMigrated(dataSource).finally(() => dataSource.destroy());
  if (newer.length === 0) return;
  logger.warn(
    { migrations: newer },
    'the tables are of a newer version: right while an upgrade rolls out; else start the newer version',
  );
}

main().catch((error: unknown) => {
  process.stderr.write(`${messageOf(error)}\n`);
  process.exit(error instanceof ConfigError || error instanceof KeyBoxError ? EXIT_CONFIG : 1);
});

/** One line for what an operator can mend, the stack for what is ours to mend. */
function messageOf(error: unknown): string {
  if (error instanceof KeyBoxError) return `The API could not start: ${error.options.detail}`;
  const known = [ConfigError, NotMigratedError, UnreachableDatabaseError, ListenError];
  if (known.some((kind) => error instanceof kind)) return (error as Error).message;
  return `The API could not start: ${error instanceof Error ? (error.stack ?? error.message) : String(error)}`;
}
