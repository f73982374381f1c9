import { z } from 'zod';

/** The states of a signing key, in the words of NIST SP 800-57 part 1. `compromised` is terminal. */
export const KeyState = z
  .enum(['pre_active', 'published', 'active', 'deactivated', 'removed', 'destroyed', 'compromised'])
  .meta({ id: 'KeyState' });
export type KeyState = z.infer<typeof KeyState>;
