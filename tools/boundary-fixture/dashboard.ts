// as apps/dashboard/features/fixture.ts
import { createValidator } from '@accord/validator';
import { evaluate } from '@accord/policy';
import { migrations } from '@accord/migrations'; // expect: @nx/enforce-module-boundaries
import { audit } from '@accord/audit'; // expect: @nx/enforce-module-boundaries
import { api } from '../../api/src/main.js'; // expect: @nx/enforce-module-boundaries

export const used = [createValidator, evaluate, migrations, audit, api];
