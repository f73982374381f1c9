// as libs/validator/src/fixture.ts
import { errors } from 'jose'; // expect: @nx/enforce-module-boundaries
import { anything } from '@accord/policy';
import pg from 'pg'; // expect: @nx/enforce-module-boundaries
import { start } from '@accord/embedded-postgres'; // expect: @nx/enforce-module-boundaries
import { schedule } from '@accord/rotation'; // expect: @nx/enforce-module-boundaries

export const used = [errors, anything, pg, start, schedule];
