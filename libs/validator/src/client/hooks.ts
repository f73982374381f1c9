/**
 * Calls what the caller gave for events or verdicts. An exception in it, or a rejection where it is async, goes to
 * `onFailure` and no further.
 */
export function callHook(hook: () => unknown, onFailure: (error: unknown) => void): void {
  try {
    const result = hook();
    // A hook that is not async costs a request no promise.
    if (result !== undefined) Promise.resolve(result).catch(onFailure);
  } catch (error) {
    onFailure(error);
  }
}
