import { z } from 'zod';
import { KeyState } from '../model/key-state.js';
import { Slug } from '../model/name.js';
import { IssuerView } from './issuers.js';
import { ServiceQuery, ServiceView } from './services.js';

export const SearchQuery = z.object({ search: ServiceQuery.shape.search.unwrap() });
export type SearchQuery = z.infer<typeof SearchQuery>;

/** What the search can find, each with what tells it from its neighbours. */
export const SearchHit = z.discriminatedUnion('kind', [
  ServiceView.pick({ name: true, title: true, owner: true }).extend({ kind: z.literal('service') }),
  IssuerView.pick({ name: true, issuer: true }).extend({ kind: z.literal('issuer') }),
  z.object({
    kind: z.literal('key'),
    kid: z.string(),
    issuer: Slug,
    state: z.union([KeyState, z.null()]).meta({ description: 'null: a key of an external issuer.' }),
  }),
]);
export type SearchHit = z.infer<typeof SearchHit>;

/** Services, issuers, then keys; of each the few that fit best. */
export const SearchResults = z.object({ items: z.array(SearchHit) }).meta({ id: 'SearchResults' });
export type SearchResults = z.infer<typeof SearchResults>;
