import type { Logger } from 'pino';

/** Longer than a drain and answers under way take. Kubernetes and systemd wait longer before they kill; compose has to be told (stop_grace_period). */
const STOP_WITHIN_MS = 15_000;
const EXIT_NOT_CLEAN = 1;

/**
 * Ends the process at the first signal, as soon as `stop` is through: or some time later all the same, when something
 * that hangs, a database say, keeps it from stopping.
 */
export function stopOnSignal(
  signals: readonly NodeJS.Signals[],
  logger: Logger,
  stop: () => Promise<void>,
): void {
  let isStopping = false;
  const onSignal = (signal: NodeJS.Signals) => {
    if (isStopping) return;
    isStopping = true;
    setTimeout(() => giveUp(signal, logger), STOP_WITHIN_MS);
    stop().then(
      () => process.exit(),
      (error: unknown) => {
        logger.error({ err: error, signal }, 'stopping failed');
        process.exit(EXIT_NOT_CLEAN);
      },
    );
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
