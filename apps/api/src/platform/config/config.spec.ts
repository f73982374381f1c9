import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { ConfigError, KNOWN_VARIABLES, loadConfig } from './config.js';
import { unknownVariables } from './unknown-variables.js';

const KEY = Buffer.alloc(32, 1).toString('base64url');
const GOOD = { DATABASE_URL: 'postgres://u:p@localhost/accord', ACCORD_MASTER_KEY: KEY };

function problemsOf(environment: Record<string, string>): string[] {
  try {
    loadConfig(environment);
    return [];
  } catch (error) {
    if (!(error instanceof ConfigError)) throw error;
    return error.message.split('\n');
  }
}

describe('loadConfig', () => {
  it('needs only the database and the master key', () => {
    expect(loadConfig(GOOD)).toMatchObject({
      host: '127.0.0.1',
      port: 4000,
      bootstrapToken: null,
      allowLoopbackIssuers: false,
      rotationTickSeconds: 5,
      drainSeconds: 5,
      logLevel: 'info',
      trustProxy: ['loopback'],
    });
    expect(loadConfig(GOOD).publicUrl.origin).toBe('http://localhost:3000');
    expect(loadConfig(GOOD).masterKey).toEqual(new Uint8Array(32).fill(1));
  });

  it('says everything that is wrong at once, one line each', () => {
    expect(
      problemsOf({
        ACCORD_API_PORT: 'http',
        ACCORD_PUBLIC_URL: 'accord.example.com',
        ACCORD_ALLOW_LOOPBACK_ISSUERS: 'yes',
        ACCORD_ROTATION_TICK_SECONDS: '0',
        ACCORD_LOG_LEVEL: 'loud',
        ACCORD_TRUST_PROXY: 'everybody',
      }),
    ).toEqual([
      'DATABASE_URL: found nothing, expected a URL that starts with postgres:// or postgresql://',
      'ACCORD_API_PORT: found "http", expected a port from 0 to 65535',
      'ACCORD_PUBLIC_URL: found "accord.example.com", expected the http(s) URL under which people open the dashboard, without a path',
      'ACCORD_MASTER_KEY: found nothing, expected 32 bytes as base64url: 43 characters, no padding',
      'ACCORD_ALLOW_LOOPBACK_ISSUERS: found "yes", expected true or false',
      'ACCORD_ROTATION_TICK_SECONDS: found "0", expected whole seconds from 1 to 3600',
      'ACCORD_LOG_LEVEL: found "loud", expected one of fatal, error, warn, info, debug, trace, silent',
      'ACCORD_TRUST_PROXY: found "everybody", expected addresses or networks, separated by commas',
    ]);
  });

  it('never shows a secret', () => {
    const secrets = {
      DATABASE_URL: 'mysql://root:hunter2@db',
      ACCORD_MASTER_KEY: 'hunter2',
      ACCORD_BOOTSTRAP_TOKEN: 'hunter2',
    };
    const problems = problemsOf(secrets);
    expect(problems).toHaveLength(3);
    expect(problems.join()).not.toContain('hunter2');
  });

  it('reads the master key from a file, and says when it cannot', () => {
    const file = join(mkdtempSync(join(tmpdir(), 'accord-config-')), 'key');
    writeFileSync(file, `${KEY}\n`);
    const { DATABASE_URL } = GOOD;
    expect(loadConfig({ DATABASE_URL, ACCORD_MASTER_KEY_FILE: file }).masterKey).toHaveLength(32);
    expect(problemsOf({ DATABASE_URL, ACCORD_MASTER_KEY_FILE: `${file}-missing` })).toEqual([
      `ACCORD_MASTER_KEY_FILE: found "${file}-missing", expected a file that can be read`,
    ]);
  });

  it('takes an empty variable for an unset one', () => {
    expect(loadConfig({ ...GOOD, ACCORD_API_PORT: '', ACCORD_BOOTSTRAP_TOKEN: '' })).toMatchObject({
      port: 4000,
      bootstrapToken: null,
    });
  });

  it.each(['999.1.1.1', '10.0.0.0/99', '10.0.0.0/', '::1/129', '1.2.3', 'fe80::1%eth0'])(
    'does not trust %s, which no proxy has',
    (value) => {
      expect(problemsOf({ ...GOOD, ACCORD_TRUST_PROXY: value })).toEqual([
        `ACCORD_TRUST_PROXY: found "${value}", expected addresses or networks, separated by commas`,
      ]);
    },
  );

  it('trusts addresses and networks', () => {
    const value = '10.0.0.0/8, 192.168.1.7, fd00::/8, ::1, uniquelocal';
    expect(loadConfig({ ...GOOD, ACCORD_TRUST_PROXY: value }).trustProxy).toEqual([
      '10.0.0.0/8',
      '192.168.1.7',
      'fd00::/8',
      '::1',
      'uniquelocal',
    ]);
  });

  it.each([
    'https://example.com/accord',
    'https://example.com/?a=1',
    'https://example.com/#a',
    'https://u:p@example.com',
  ])('refuses the public URL %s: only its origin would count', (value) => {
    expect(problemsOf({ ...GOOD, ACCORD_PUBLIC_URL: value })).toEqual([
      `ACCORD_PUBLIC_URL: found "${value}", expected the http(s) URL under which people open the dashboard, without a path`,
    ]);
  });

  it('refuses two master keys, and takes one that is given twice', () => {
    const file = join(mkdtempSync(join(tmpdir(), 'accord-config-')), 'key');
    writeFileSync(file, KEY);
    expect(loadConfig({ ...GOOD, ACCORD_MASTER_KEY_FILE: file }).masterKey).toHaveLength(32);
    writeFileSync(file, Buffer.alloc(32, 2).toString('base64url'));
    expect(problemsOf({ ...GOOD, ACCORD_MASTER_KEY_FILE: file })).toEqual([
      'ACCORD_MASTER_KEY: found a value that is not shown, expected the key that ACCORD_MASTER_KEY_FILE names, or only one of the two',
    ]);
  });
});

describe('unknownVariables', () => {
  it('names each that is none', () => {
    const environment = {
      ACCORD_MASTER_KEYFILE: 'x',
      ACCORD_LOG_LEVEL: 'x',
      ACCORD_DATA_DIR: 'x',
      PATH: 'x',
    };
    expect(unknownVariables(environment, KNOWN_VARIABLES)).toEqual([
      'ACCORD_MASTER_KEYFILE is no setting and has no effect. Compare it with the table of settings in README.md.',
    ]);
  });
});
