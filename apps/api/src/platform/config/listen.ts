import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import type { Config } from './config.js';

/** The settings name no address and port that this machine can listen on; the message says which of them. */
export class ListenError extends Error {}

const EXPECTED: Readonly<Record<string, (config: Config) => string>> = {
  EADDRINUSE: ({ host, port }) => `ACCORD_API_PORT: found "${port}", expected a port that is free on ${host}`,
  EACCES: ({ port }) => `ACCORD_API_PORT: found "${port}", expected a port that this user may listen on`,
  EADDRNOTAVAIL: ({ host }) => `ACCORD_API_HOST: found "${host}", expected an address of this machine`,
  ENOTFOUND: ({ host }) => `ACCORD_API_HOST: found "${host}", expected an address or a name that resolves`,
  EAI_AGAIN: ({ host }) => `ACCORD_API_HOST: found "${host}", expected an address or a name that resolves`,
};

/** @throws ListenError */
export async function listen(app: NestFastifyApplication, config: Config): Promise<void> {
  try {
    await app.listen(config.port, config.host);
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? String(error.code) : '';
    const line = EXPECTED[code]?.(config);
    throw line === undefined ? error : new ListenError(line);
  }
}
