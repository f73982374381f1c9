// as apps/api/src/fixture.int-spec.ts
import { createTestDatabase } from '@accord/testing';
import { it } from 'vitest';
import { startPostgres } from '@accord/embedded-postgres'; // expect: @nx/enforce-module-boundaries

it.skip('is not run', () => [createTestDatabase, startPostgres]); // expect: no-restricted-syntax
