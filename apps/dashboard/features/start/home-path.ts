import type { FirstRunView } from '@accord/contract/http';
import { asProblem } from '../../lib/api-problem';

/**
 * Where `/` leads: to the services, or to the first steps while there is none. Null while nobody knows, also without a
 * session: the gate leads to the log-in, and from there back to `/`, which decides again.
 */
export function homePath(view: FirstRunView | undefined, error: Error | null): string | null {
  if (view) return view.place === null ? '/start' : '/services';
  return error === null || asProblem(error).status === 401 ? null : '/services';
}
