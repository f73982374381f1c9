import { apiOrigin } from './api-origin';

/** What the API too ends with when its settings are wrong. */
const WRONG_SETTINGS = 78;

/** Ends the process with a sentence when no call could ever reach the API. */
export function requireApiOrigin(): void {
  try {
    apiOrigin();
  } catch (error) {
    process.stderr.write(`${(error as Error).message}\n`);
    process.exit(WRONG_SETTINGS);
  }
}
