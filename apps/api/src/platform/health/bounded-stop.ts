import type { Logger } from 'pino';

/** Longer than answers under way take. Kubernetes and systemd wait longer before they kill; compose has to be told (stop_grace_period). */
export const STOP_WITHIN_MS = 15_000;
const EXIT_NOT_CLEAN = 1;

/** Ends the process some time after the first signal, also when something that hangs, a database say, keeps it from stopping. */
export function boundStop(signals: readonly NodeJS.Signals[], logger: Logger): void {
  const onSignal = (signal: NodeJS.Signals) => {
    for (const each of signals) process.off(each, onSignal);
    setTimeout(() => giveUp(signal, logger), STOP_WITHIN_MS).unref();
  };
  for (const signal of signals) process.on(signal, onSignal);
}

function giveUp(signal: NodeJS.Signals, logger: Logger): never {
  const seconds = STOP_WITHIN_MS / 1000;
  logger.error(
    { signal },
    `stopping took more than ${seconds} s and was given up: see whether the database answers`,
  );
  process.exit(EXIT_NOT_CLEAN);
}
