/** A Chromium that runs here, and the flags to run it with. */
export interface FoundChromium {
  executablePath: string;
  args: string[];
  source: string;
}

/** Finds a Chromium or fetches one; throws when none runs here. */
export function findChromium(): FoundChromium;
