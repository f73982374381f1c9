// as libs/contract/src/fixture.ts
import { z } from 'zod';
import { errors } from 'jose'; // expect: @nx/enforce-module-boundaries
import { anything } from '@accord/policy'; // expect: @nx/enforce-module-boundaries

export const used = [z, errors, anything];
