/** A service in a process of its own, on a clock that its test moves; see service-process.ts. */
import { createValidator } from '../create-validator.js';
import type { ValidatorEvent } from '../events.js';
import type { TrustKey } from '../trust-keys.js';
import type { Validator } from '../validator.js';
import { VirtualTimers } from './virtual-timers.js';

/** What the process is started with, as JSON in its first argument. */
export interface ServiceSetting {
  readonly url: string;
  readonly cacheDir: string;
  readonly trustKeys: readonly TrustKey[];
  readonly now: number;
}

/** What a test asks of the process; each is answered by a `ServiceAnswer`. */
export type ServiceCommand =
  | { readonly do: 'pass'; readonly seconds: number }
  | { readonly do: 'judge'; readonly tokens: readonly string[] }
  | { readonly do: 'close' };

export interface ServiceAnswer {
  readonly outcomes: readonly string[];
  readonly status: ReturnType<Validator['status']>;
  /** What happened since the last answer. */
  readonly events: readonly ValidatorEvent[];
}

const setting = JSON.parse(process.argv[2] ?? '') as ServiceSetting;
const timers = new VirtualTimers(setting.now);
const events: ValidatorEvent[] = [];
const validator = createValidator({
  url: setting.url,
  credential: 'accord_svc_test',
  trustKeys: setting.trustKeys,
  cacheDir: setting.cacheDir,
  clock: timers.clock,
  timers,
  random: () => 0.99,
  longPollSeconds: 0,
  onEvent: (event) => events.push(event),
});

function judge(token: string): string {
  const verdict = validator.verify(token);
  return verdict.ok ? 'accepted' : verdict.reason;
}

async function perform(command: ServiceCommand): Promise<readonly string[]> {
  if (command.do === 'judge') return command.tokens.map(judge);
  await (command.do === 'pass' ? timers.pass(command.seconds) : validator.close());
  return [];
}

process.on('message', (command: ServiceCommand) => {
  void perform(command).then((outcomes) => {
    const answer: ServiceAnswer = { outcomes, status: validator.status(), events: events.splice(0) };
    process.send?.(answer);
  });
});
process.once('disconnect', () => process.exit(0));
