/** Writes one line for whoever runs the demo. Never a token. */
export type Logger = (line: string) => void;

export const log: Logger = (line) => {
  process.stdout.write(`${line}\n`);
};
