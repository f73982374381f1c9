import { readdirSync, readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { jsonSchemaFiles } from './json-schemas.js';

const folder = new URL('../../../../docs/schemas/', import.meta.url);

it('publishes the contract, the bundle and the report', () => {
  expect(readdirSync(folder).toSorted()).toEqual([...jsonSchemaFiles().keys()].toSorted());
});

it.each([...jsonSchemaFiles()])('has the current %s committed', (name, content) => {
  // When this fails: `npx tsc -b apps/api && node apps/api/dist/commands/write-schemas.js`, and review the diff.
  expect(readFileSync(new URL(name, folder), 'utf8')).toBe(content);
});

it('lets a contract leave defaulted members out, and a bundle none', () => {
  const schemas = jsonSchemaFiles();
  const parse = (name: string): { $defs: Record<string, { required: string[] }> } =>
    JSON.parse(schemas.get(name) ?? '') as { $defs: Record<string, { required: string[] }> };
  expect(parse('validation-contract.schema.json').$defs['ValidationContract']?.required).toEqual([
    'schema',
    'issuers',
    'audiences',
    'token_type',
  ]);
  expect(parse('bundle.schema.json').$defs['ContractIssuer']?.required).toContain('min_rsa_bits');
});
