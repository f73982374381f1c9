import { z } from 'zod';

const count = z.int().min(0);

/** What this installation is and by what figures it works. Times in epoch seconds, durations in seconds. */
export const AboutView = z
  .object({
    version: z.string(),
    public_url: z.string(),
    now: z.int(),
    log: z.object({ head: count, as_of: z.int() }).meta({
      description: 'The number of the last change that the answering replica knows, and since when.',
    }),
    notes: z.array(z.string()).meta({
      description: 'What is not as it should be though the replica can serve; empty when all is well.',
    }),
    settings: z.object({
      poll_seconds: count,
      long_poll_seconds: count,
      report_seconds: count,
      report_retention_days: count,
      rotation_tick_seconds: count,
    }),
    limits: z.object({
      live_credentials: count,
      revocations_in_a_bundle: count,
      requests_per_minute: count,
      session_idle_seconds: count,
      session_seconds: count,
    }),
  })
  .meta({ id: 'About' });
export type AboutView = z.infer<typeof AboutView>;
