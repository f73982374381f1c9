/** What is wrong with a cut-off at `at`, undefined when nothing is. Epoch seconds; `current`: the cut-off in force. */
export function cutOffProblem(at: number, current: number | null, now: number): string | undefined {
  if (at > now) {
    return 'This time is still to come: until then every token would be refused. Choose one that has passed, or leave it empty.';
  }
  // An earlier one would let tokens in again that are refused now.
  if (current !== null && at <= current) {
    return 'What was issued before this time is refused already. Choose a later one, or leave it empty.';
  }
  return undefined;
}
