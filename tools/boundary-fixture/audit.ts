// as libs/audit/src/fixture.ts
import { z } from 'zod'; // expect: @nx/enforce-module-boundaries
import canonicalize from 'canonicalize';
import { AccessTokenClaims } from '@accord/contract';
import { CreateService } from '@accord/contract/http'; // expect: no-restricted-imports
import { createValidator } from '@accord/validator'; // expect: @nx/enforce-module-boundaries
import { spawnProcess } from '@accord/testing'; // expect: @nx/enforce-module-boundaries
import { readFileSync } from 'node:fs'; // expect: no-restricted-imports
import { createHash } from 'crypto'; // expect: no-restricted-imports
import { relative } from '../../contract/src/index.js'; // expect: @nx/enforce-module-boundaries

export const now = Date.now(); // expect: no-restricted-syntax
export const today = new Date(); // expect: no-restricted-syntax
export const text = Date(); // expect: no-restricted-syntax
export const clock = Date; // expect: no-restricted-syntax
export const hidden = globalThis.performance; // expect: no-restricted-syntax
export const since = performance.now(); // expect: no-restricted-globals
export const answer = fetch('https://example.com'); // expect: no-restricted-globals
export const setting = process.env['HOME']; // expect: no-restricted-globals
export const luck = Math.random(); // expect: no-restricted-properties
export const lazy = import('./index.js'); // expect: no-restricted-syntax
export const parsed = new Date(0);
export const bytes = globalThis.crypto;
export const used = [
  z,
  canonicalize,
  AccessTokenClaims,
  CreateService,
  createValidator,
  spawnProcess,
  readFileSync,
];
export const alsoUsed = [createHash, relative];
