import { z } from 'zod';

/** An option that is a function, where it is given. */
export const callable = z.custom((value) => typeof value === 'function', 'expected a function').optional();
