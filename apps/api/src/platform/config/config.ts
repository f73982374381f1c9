import { isIP } from 'node:net';
import { z } from 'zod';
import { readMasterKey } from './master-key.js';
import { setValue } from './set-value.js';

/** What the process was told by its environment. Times in seconds. Read once, at start. */
export interface Config {
  databaseUrl: string;
  host: string;
  port: number;
  /** Where people open the dashboard; its origin is what cookies are bound to and what CSRF checks compare with. */
  publicUrl: URL;
  /** 32 bytes that seal private keys at rest. Never logged. */
  masterKey: Uint8Array;
  bootstrapToken: string | null;
  /** Development only: external issuers on loopback addresses may be fetched over http. */
  allowLoopbackIssuers: boolean;
  rotationTickSeconds: number;
  /** How often clients ask for the policy when they do not wait for answers. */
  pollSeconds: number;
  /** How long clients ask to wait for an answer. */
  longPollSeconds: number;
  reportSeconds: number;
  reportRetentionDays: number;
  /** How long it answers on after it was told to stop. */
  drainSeconds: number;
  logLevel: LogLevel;
  /** Addresses, networks or proxy-addr names whose X-Forwarded-For is believed. */
  trustProxy: string[];
}

const LogLevel = z.enum(['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent']);
export type LogLevel = z.infer<typeof LogLevel>;

/** Nest's token for the Config: `constructor(@Inject(CONFIG) private readonly config: Config)`. */
export const CONFIG = Symbol('Config');

/** One bad variable. `found` is undefined for secrets, which are never printed. */
export interface ConfigProblem {
  variable: string;
  found: string | undefined;
  expected: string;
}

/** EX_CONFIG of sysexits.h: supervisors need not try again until somebody changes the configuration. */
export const EXIT_CONFIG = 78;

export class ConfigError extends Error {
  constructor(readonly problems: readonly ConfigProblem[]) {
    super(problems.map(problemLine).join('\n'));
    this.name = 'ConfigError';
  }
}

function problemLine({ variable, found, expected }: ConfigProblem): string {
  const shown = found === undefined ? 'a value that is not shown' : found === '' ? 'nothing' : `"${found}"`;
  return `${variable}: found ${shown}, expected ${expected}`;
}

const switchOf = z.enum(['true', 'false']).transform((value) => value === 'true');

const wholeNumber = (min: number, max: number) =>
  z
    .string()
    .regex(/^\d+$/)
    .transform(Number)
    .refine((value) => value >= min && value <= max);

function protocolOf(value: string): string {
  return URL.canParse(value) ? new URL(value).protocol : '';
}

/** Cookies and CSRF checks know origins only: a dashboard below a path would be bound to all that its host serves. */
function isOrigin(value: string): boolean {
  if (!['http:', 'https:'].includes(protocolOf(value))) return false;
  const { href, origin } = new URL(value);
  return href === `${origin}/`;
}

const webOrigin = z
  .string()
  .refine(isOrigin)
  .transform((value) => new URL(value));

const postgresUrl = z.string().refine((value) => ['postgres:', 'postgresql:'].includes(protocolOf(value)));

const addresses = z
  .string()
  .transform((value) => value.split(',').map((part) => part.trim()))
  .refine((parts) => parts.every(isAddressOrNetwork));

const NAMED_NETWORKS = ['loopback', 'linklocal', 'uniquelocal'];
const BITS: Readonly<Record<number, number>> = { 4: 32, 6: 128 };

function isAddressOrNetwork(part: string): boolean {
  if (NAMED_NETWORKS.includes(part)) return true;
  const [address = '', prefix, ...rest] = part.split('/');
  const bits = BITS[isIP(address)];
  if (bits === undefined || address.includes('%') || rest.length > 0) return false;
  return prefix === undefined || (/^\d{1,3}$/.test(prefix) && Number(prefix) <= bits);
}

interface Variable<Value> {
  schema: z.ZodType<Value>;
  expected: string;
  secret: boolean;
}

const VARIABLES = {
  ACCORD_API_HOST: variable(z.string().min(1), 'the address to listen on'),
  ACCORD_API_PORT: variable(wholeNumber(0, 65_535), 'a port from 0 to 65535'),
  ACCORD_PUBLIC_URL: variable(
    webOrigin,
    'the http(s) URL under which people open the dashboard, without a path',
  ),
  ACCORD_ALLOW_LOOPBACK_ISSUERS: variable(switchOf, 'true or false'),
  ACCORD_ROTATION_TICK_SECONDS: variable(wholeNumber(1, 3600), 'whole seconds from 1 to 3600'),
  ACCORD_POLL_SECONDS: variable(wholeNumber(1, 3600), 'whole seconds from 1 to 3600'),
  ACCORD_LONG_POLL_SECONDS: variable(wholeNumber(0, 55), 'whole seconds from 0 to 55'),
  ACCORD_REPORT_SECONDS: variable(wholeNumber(1, 3600), 'whole seconds from 1 to 3600'),
  ACCORD_REPORT_RETENTION_DAYS: variable(wholeNumber(8, 3650), 'whole days from 8 to 3650'),
  ACCORD_DRAIN_SECONDS: variable(wholeNumber(0, 10), 'whole seconds from 0 to 10'),
  ACCORD_LOG_LEVEL: variable(LogLevel, `one of ${LogLevel.options.join(', ')}`),
  ACCORD_TRUST_PROXY: variable(addresses, 'addresses or networks, separated by commas'),
} as const;

/** All that the API and its commands read, DATABASE_URL apart. */
export const KNOWN_VARIABLES: readonly string[] = [
  ...Object.keys(VARIABLES),
  'ACCORD_BOOTSTRAP_TOKEN',
  'ACCORD_MASTER_KEY',
  'ACCORD_MASTER_KEY_FILE',
  'ACCORD_NEW_MASTER_KEY',
  'ACCORD_NEW_MASTER_KEY_FILE',
];

const DATABASE_URL = secret(postgresUrl, 'a URL that starts with postgres:// or postgresql://');
const BOOTSTRAP_TOKEN = secret(z.string().min(32), '32 characters or more');

function variable<Value>(schema: z.ZodType<Value>, expected: string): Variable<Value> {
  return { schema, expected, secret: false };
}

function secret<Value>(schema: z.ZodType<Value>, expected: string): Variable<Value> {
  return { schema, expected, secret: true };
}

/**
 * Reads the configuration.
 *
 * @throws ConfigError with every problem at once, one line each.
 */
export function loadConfig(environment: Readonly<Record<string, string | undefined>>): Config {
  const problems: ConfigProblem[] = [];
  const read = <Value>(name: string, { schema, expected, secret }: Variable<Value>, text: string): Value => {
    const parsed = schema.safeParse(text);
    if (parsed.success) return parsed.data;
    problems.push({ variable: name, found: secret && text !== '' ? undefined : text, expected });
    return undefined as Value;
  };
  const plain = <Name extends keyof typeof VARIABLES>(name: Name, fallback: string) =>
    read<z.infer<(typeof VARIABLES)[Name]['schema']>>(
      name,
      VARIABLES[name] as Variable<z.infer<(typeof VARIABLES)[Name]['schema']>>,
      setValue(environment[name]) ?? fallback,
    );
  const bootstrap = setValue(environment['ACCORD_BOOTSTRAP_TOKEN']);
  const config: Config = {
    databaseUrl: read('DATABASE_URL', DATABASE_URL, environment['DATABASE_URL'] ?? ''),
    host: plain('ACCORD_API_HOST', '127.0.0.1'),
    port: plain('ACCORD_API_PORT', '4000'),
    publicUrl: plain('ACCORD_PUBLIC_URL', 'http://localhost:3000'),
    masterKey: readMasterKey(environment, 'ACCORD_MASTER_KEY', problems),
    bootstrapToken:
      bootstrap === undefined ? null : read('ACCORD_BOOTSTRAP_TOKEN', BOOTSTRAP_TOKEN, bootstrap),
    allowLoopbackIssuers: plain('ACCORD_ALLOW_LOOPBACK_ISSUERS', 'false'),
    rotationTickSeconds: plain('ACCORD_ROTATION_TICK_SECONDS', '5'),
    pollSeconds: plain('ACCORD_POLL_SECONDS', '30'),
    longPollSeconds: plain('ACCORD_LONG_POLL_SECONDS', '30'),
    reportSeconds: plain('ACCORD_REPORT_SECONDS', '60'),
    reportRetentionDays: plain('ACCORD_REPORT_RETENTION_DAYS', '35'),
    drainSeconds: plain('ACCORD_DRAIN_SECONDS', '5'),
    logLevel: plain('ACCORD_LOG_LEVEL', 'info'),
    trustProxy: plain('ACCORD_TRUST_PROXY', 'loopback'),
  };
  if (problems.length > 0) throw new ConfigError(problems);
  return config;
}
