/** What a body may have at most, on every route that does not say otherwise. */
export const BODY_LIMIT_BYTES = 256 * 1024;

/** Longer than any name, id or kid that a path holds: schemas say what is wrong with one, not the router. */
export const LONGEST_PATH_SEGMENT = 1_024;
