import { z } from 'zod';

/** One thing that is wrong with a request: where (keys and indexes from the root), a stable code, a sentence. */
export const FieldError = z
  .object({
    in: z.enum(['body', 'query', 'path', 'header']),
    path: z.array(z.union([z.string(), z.number()])),
    code: z.string(),
    message: z.string(),
  })
  .meta({ id: 'FieldError' });
export type FieldError = z.infer<typeof FieldError>;

/** The body of every error: `application/problem+json` (RFC 9457). `code` is stable; `detail` says what to do next. */
export const ProblemDetails = z
  .looseObject({
    type: z.string(),
    title: z.string(),
    status: z.int(),
    code: z.string(),
    detail: z.string(),
    request_id: z.string(),
    errors: z.array(FieldError).optional(),
  })
  .meta({ id: 'ProblemDetails' });
export type ProblemDetails = z.infer<typeof ProblemDetails>;
