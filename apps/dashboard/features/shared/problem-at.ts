import { asProblem } from '../../lib/api-problem';

/** What the API found wrong with one member of the body that was sent, for the field where it was typed. */
export function problemAt(error: Error | null, member: string): string | undefined {
  if (error === null) return undefined;
  const found = asProblem(error).fieldErrors.find(
    (each) => each.in === 'body' && each.path.join('.') === member,
  );
  return found?.message;
}
