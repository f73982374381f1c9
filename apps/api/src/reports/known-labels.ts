import { OTHER } from '@accord/contract';

/** The closed lists of one service: what its bundles could have told its instances. */
export interface KnownLabels {
  readonly issuers: ReadonlySet<string>;
  readonly kids: ReadonlySet<string>;
  readonly algorithms: ReadonlySet<string>;
  /** names of forbidden claims and ids of routes */
  readonly noteValues: ReadonlySet<string>;
}

/** What stands for a value that no bundle of the service knows. */
export const UNKNOWN = 'unknown';

/** The value itself when it is on the list, else `unknown`: nothing else can enter. */
export function closed(value: string, list: ReadonlySet<string>): string {
  return list.has(value) || value === OTHER ? value : UNKNOWN;
}
