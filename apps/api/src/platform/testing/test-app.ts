import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { createTestDatabase } from '@accord/testing';
import { DataSource } from 'typeorm';
import { type AppOverrides, createApp } from '../../create-app.js';
import { type Config, loadConfig } from '../config/config.js';
import { Clock } from '../clock/clock.js';

export const BOOTSTRAP_TOKEN = 'bootstrap-token-for-tests-0123456789abcdef';
export const PUBLIC_ORIGIN = 'http://localhost:3000';

/** A clock that stands still until a test moves it. */
export class MovableClock extends Clock {
  override readonly isRunning = false;

  constructor(private ms: number) {
    super();
  }

  nowMs(): number {
    return this.ms;
  }

  advance(seconds: number): void {
    this.ms += seconds * 1000;
  }
}

/** What came back of a request: the parsed JSON body, or the text when it was none. */
export interface TestResponse<Body> {
  status: number;
  headers: Headers;
  body: Body;
}

export interface TestRequest {
  body?: unknown;
  headers?: Record<string, string>;
  /** A bearer token; the bootstrap token unless given; null sends none. */
  token?: string | null;
}

/** The real API on a port of its own, over a database of its own. */
export interface TestApp {
  app: NestFastifyApplication;
  url: string;
  databaseUrl: string;
  config: Config;
  dataSource: DataSource;
  request<Body = Record<string, unknown>>(
    method: string,
    path: string,
    options?: TestRequest,
  ): Promise<TestResponse<Body>>;
  /** Another replica on the same database; `environment` adds to or replaces its settings. */
  replica(overrides?: AppOverrides, environment?: Record<string, string>): Promise<TestApp>;
  close(): Promise<void>;
}

/** Starts the API in this process. `environment` adds to or replaces the settings of tests. */
export async function startTestApp(
  overrides: AppOverrides = {},
  environment: Record<string, string> = {},
): Promise<TestApp> {
  const database = await createTestDatabase();
  const app = await startOn(database.url, overrides, environment);
  return { ...app, close: () => app.close().finally(() => database.drop()) };
}

async function startOn(
  databaseUrl: string,
  overrides: AppOverrides,
  environment: Record<string, string>,
): Promise<TestApp> {
  const config = loadConfig({ ...settings(databaseUrl), ...environment });
  const app = await createApp(config, overrides);
  await app.listen(0, '127.0.0.1');
  const url = (await app.getUrl()).replace('[::1]', '127.0.0.1');
  return {
    app,
    url,
    databaseUrl,
    config,
    dataSource: app.get(DataSource),
    request: (method, path, options = {}) => send(url, method, path, options),
    replica: (more = {}, other = {}) => startOn(databaseUrl, more, { ...environment, ...other }),
    close: () => app.close(),
  };
}

function settings(databaseUrl: string): Record<string, string> {
  return {
    DATABASE_URL: databaseUrl,
    ACCORD_API_PORT: '0',
    ACCORD_PUBLIC_URL: PUBLIC_ORIGIN,
    ACCORD_MASTER_KEY: Buffer.alloc(32, 7).toString('base64url'),
    ACCORD_BOOTSTRAP_TOKEN: BOOTSTRAP_TOKEN,
    ACCORD_ALLOW_LOOPBACK_ISSUERS: 'true',
    ACCORD_LOG_LEVEL: 'silent',
  };
}

async function send<Body>(
  url: string,
  method: string,
  path: string,
  { body, headers = {}, token = BOOTSTRAP_TOKEN }: TestRequest,
): Promise<TestResponse<Body>> {
  const response = await fetch(`${url}${path}`, {
    method,
    redirect: 'manual',
    headers: {
      ...(token === null ? {} : { authorization: `Bearer ${token}` }),
      ...(body === undefined ? {} : { 'content-type': 'application/json' }),
      ...headers,
    },
    ...(body === undefined ? {} : { body: typeof body === 'string' ? body : JSON.stringify(body) }),
  });
  const text = await response.text();
  return { status: response.status, headers: response.headers, body: parsed(text) as Body };
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return text;
  }
}
