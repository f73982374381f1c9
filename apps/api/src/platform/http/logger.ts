import type { LoggerService } from '@nestjs/common';
import pino, { type Logger } from 'pino';
import type { LogLevel } from '../config/config.js';

/** Nest's token for the pino logger: `constructor(@Inject(LOGGER) private readonly logger: Logger)`. */
export const LOGGER = Symbol('Logger');

/** Members that hold credentials wherever they appear, should somebody log an object that has them. */
const CREDENTIALS = ['authorization', 'cookie', 'set-cookie', 'password', 'token', 'secret', 'private_jwk'];

/** JSON lines on standard output, one per event, with credentials replaced. */
export function createLogger(level: LogLevel): Logger {
  const paths = CREDENTIALS.flatMap((name) => [`["${name}"]`, `*["${name}"]`, `*.headers["${name}"]`]);
  return pino({
    level,
    base: { service: 'accord-api' },
    timestamp: pino.stdTimeFunctions.isoTime,
    redact: { paths, censor: '[redacted]' },
  });
}

/** Nest's own messages, through pino. Its start-up chatter is debug: operators want to see problems. */
export class NestLogger implements LoggerService {
  constructor(private readonly logger: Logger) {}

  log(message: unknown, ...rest: unknown[]): void {
    this.logger.debug({ context: contextOf(rest) }, String(message));
  }

  error(message: unknown, ...rest: unknown[]): void {
    this.logger.error({ context: contextOf(rest), err: message }, String(message));
  }

  warn(message: unknown, ...rest: unknown[]): void {
    this.logger.warn({ context: contextOf(rest) }, String(message));
  }

  debug(message: unknown, ...rest: unknown[]): void {
    this.logger.trace({ context: contextOf(rest) }, String(message));
  }

  verbose(message: unknown, ...rest: unknown[]): void {
    this.logger.trace({ context: contextOf(rest) }, String(message));
  }
}

function contextOf(rest: readonly unknown[]): string | undefined {
  const last = rest.at(-1);
  return typeof last === 'string' ? last : undefined;
}
