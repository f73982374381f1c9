import { z } from 'zod';
import { callable } from '../callable.js';
import type { Judge } from './adapter.js';

/** What every adapter takes. */
export const AdapterForm = z.strictObject({
  publicScopes: z.array(z.string()).optional(),
  retryAfterSeconds: z.int().min(0).optional(),
  origin: z
    .string()
    .superRefine((value, context) => {
      const origin = originIn(value);
      if (origin !== value) context.addIssue(`expected scheme and authority alone, as in ${origin}`);
    })
    .optional(),
  certificateThumbprint: callable,
  caseInsensitivePaths: z.boolean().optional(),
});

/**
 * Checks once, where the service starts, what would otherwise come to light in the middle of a request, or never.
 * @throws TypeError that names the adapter and the option
 */
export function checkAdapter(
  adapter: string,
  validator: unknown,
  options: unknown,
  form: z.ZodType = AdapterForm,
): void {
  if (typeof (validator as Partial<Judge> | null | undefined)?.verifyAuthorization !== 'function')
    throw new TypeError(`${adapter}: expected the validator that createValidator gives`);
  const checked = form.optional().safeParse(options);
  if (!checked.success) throw new TypeError(`${adapter}: ${z.prettifyError(checked.error)}`);
}

/** The origin that is meant, or an example of one. */
function originIn(value: string): string {
  const origin = URL.canParse(value) ? new URL(value).origin : 'null';
  return origin === 'null' ? 'https://api.example.com' : origin;
}
