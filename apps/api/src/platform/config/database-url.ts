import { ConfigError } from './config.js';

/**
 * The one setting that commands need.
 *
 * @throws ConfigError
 */
export function readDatabaseUrl(environment: Readonly<Record<string, string | undefined>>): string {
  const url = environment['DATABASE_URL'] ?? '';
  if (/^postgres(ql)?:\/\//.test(url)) return url;
  const expected =
    'a URL that starts with postgres:// or postgresql://; while `npm start` runs, that of its database is in .accord/database-url';
  throw new ConfigError([{ variable: 'DATABASE_URL', found: url === '' ? '' : undefined, expected }]);
}
