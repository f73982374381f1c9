import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import type { ServiceAnswer, ServiceCommand, ServiceSetting } from './service.fixture.js';

/** A service in a process of its own, which a test asks and kills. */
export class ServiceProcess {
  readonly #child: ChildProcess;

  /** @param script made of service.fixture.ts */
  constructor(script: string, setting: ServiceSetting) {
    this.#child = fork(script, [JSON.stringify(setting)], { execArgv: [], env: {} });
  }

  /** @throws when the process ends instead of answering */
  ask(command: ServiceCommand): Promise<ServiceAnswer> {
    return new Promise((resolve, reject) => {
      const ended = (code: number | null, signal: string | null) => {
        reject(new Error(`The service ended (${signal ?? code}) instead of answering ${command.do}.`));
      };
      this.#child.once('exit', ended);
      this.#child.once('message', (answer) => {
        this.#child.off('exit', ended);
        resolve(answer as ServiceAnswer);
      });
      this.#child.send(command);
    });
  }

  /** kill -9 */
  async kill(): Promise<void> {
    this.#child.kill('SIGKILL');
    if (this.#child.exitCode === null && this.#child.signalCode === null) await once(this.#child, 'exit');
  }
}
