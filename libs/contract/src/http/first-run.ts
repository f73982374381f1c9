import { z } from 'zod';
import { Slug } from '../model/name.js';
import { IssuerView } from './issuers.js';

/** What a place has of what the first verdict needs. */
export const FirstRunPlace = z.object({
  service: Slug,
  environment: Slug,
  has_draft: z.boolean(),
  published: z.boolean(),
  credential: z.boolean().meta({ description: 'One that is neither revoked nor expired.' }),
  instances: z.int().meta({ description: 'Those that are remembered, stopped ones too.' }),
  accepted: z.boolean().meta({ description: 'A token was accepted, as far back as reports are kept.' }),
  refused: z.boolean(),
});
export type FirstRunPlace = z.infer<typeof FirstRunPlace>;

/** How far the installation is on the way to its first verdicts. Computed from what there is; nothing is kept for it. */
export const FirstRunView = z
  .object({
    issuer: z
      .union([
        IssuerView.pick({
          name: true,
          kind: true,
          issuer: true,
          last_fetched_at: true,
          last_fetch_error: true,
        }),
        z.null(),
      ])
      .meta({
        description: 'One that the contract of the place names; else the newest. Never an archived one.',
      }),
    place: z
      .union([FirstRunPlace, z.null()])
      .meta({ description: 'The service and environment that has come furthest; null without a service.' }),
  })
  .meta({ id: 'FirstRun' });
export type FirstRunView = z.infer<typeof FirstRunView>;
