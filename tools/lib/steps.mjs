const seconds = (ms) => `${(ms / 1000).toFixed(1)} s`;

/** A reason to stop that a person can act on: printed without a stack. */
export class Refusal extends Error {}

/** Runs one step and prints a line when it begins and one, with its duration, when it is done. */
export async function step(title, work) {
  const started = performance.now();
  console.log(`▸ ${title} …`);
  const note = await work();
  console.log(`✔ ${title}${note ? `: ${note}` : ''} (${seconds(performance.now() - started)})`);
}
