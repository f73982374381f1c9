import { stopRuns } from './run.mjs';
import { Refusal, step } from './steps.mjs';

/** One Ctrl-C may arrive twice, from the terminal and through npm; a later one means "at once". */
const impatientAfterMs = 1_000;

/**
 * Keeps what was started, and stops it in reverse order: on a signal (exit code 0), when a part dies, or when
 * starting fails (exit code 1).
 */
export function supervise() {
  const running = [];
  let stopping;

  const stopAll = async () => {
    for (const part of running.toReversed()) await part.stop();
  };
  const finish = (exitCode, reason) => {
    stopping ??= (async () => {
      stopRuns();
      if (reason) console.error(`\n${reason}`);
      if (running.length > 0) await step('Stopping', stopAll);
      process.exit(exitCode);
    })();
    return stopping;
  };

  let firstSignalAt;
  const onSignal = () => {
    firstSignalAt ??= performance.now();
    if (performance.now() - firstSignalAt > impatientAfterMs) process.exit(130);
    void finish(0);
  };
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, onSignal);

  return {
    /** Takes over a part: `{ name, exited, stop, lastLines? }`. Its end is the end of all. */
    add(part) {
      if (stopping) {
        void part.stop();
        throw new Refusal(`${part.name} came too late: everything is being stopped`);
      }
      running.push(part);
      void part.exited.then((how) => {
        if (stopping) return;
        const lines = part.lastLines
          ? `. Its last lines (all of them: ${part.logFile}):\n${part.lastLines()}`
          : '';
        return finish(1, `${part.name} stopped unexpectedly (${how})${lines}`);
      });
      return part;
    },
    /** Runs `start`; what it throws stops everything. Never resolves once stopping began. */
    async run(start) {
      try {
        await start();
      } catch (error) {
        if (stopping) return stopping;
        const reason = error instanceof Refusal ? error.message : (error?.stack ?? String(error));
        await finish(1, `✘ ${reason}`);
      }
    },
    isStopping: () => stopping !== undefined,
  };
}
