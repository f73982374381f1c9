// as apps/api/src/fixture.ts
import { startPostgres } from '@accord/embedded-postgres'; // expect: @nx/enforce-module-boundaries
import { createTestDatabase } from '@accord/testing'; // expect: @nx/enforce-module-boundaries
import { Button } from '@accord/ui'; // expect: @nx/enforce-module-boundaries
import { screen } from '../../dashboard/app/page.js'; // expect: @nx/enforce-module-boundaries
import { migrations } from '@accord/migrations';

export const used = [startPostgres, createTestDatabase, Button, screen, migrations];
