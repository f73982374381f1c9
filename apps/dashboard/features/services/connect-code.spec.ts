import { parseEnv } from 'node:util';
import { expect, it } from 'vitest';
import { environmentVariables, expressCode } from './connect-code';

const trustKeys = {
  keys: [
    { kty: 'OKP', crv: 'Ed25519', x: 'abc_-', kid: 'k-1', use: 'sig', alg: 'EdDSA' },
    { kty: 'OKP', crv: 'Ed25519', x: 'def', kid: 'k-2', use: 'sig', alg: 'EdDSA' },
  ] as const,
};
const connection = {
  url: 'https://accord.example.com',
  service: 'payments',
  environment: 'staging',
  secret: 'acc_sc_secret',
  trustKeys: { keys: [...trustKeys.keys] },
};

it('gives variables that are read back as they were meant, the keys as JSON', () => {
  const read = parseEnv(environmentVariables(connection));
  expect(read).toMatchObject({
    ACCORD_URL: 'https://accord.example.com',
    ACCORD_CREDENTIAL: 'acc_sc_secret',
  });
  expect(JSON.parse(read['ACCORD_TRUST_KEYS'] ?? '')).toEqual(trustKeys);
});

it('gives code that reads every one of those variables and no secret', () => {
  const code = expressCode(connection);
  for (const name of Object.keys(parseEnv(environmentVariables(connection)))) expect(code).toContain(name);
  expect(code).toContain("environment: 'staging'");
  expect(code).toContain('logger: console');
  expect(code).toContain('onVerdict:');
  expect(code).not.toContain('acc_sc_');
});
