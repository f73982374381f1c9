import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createValidator } from '../create-validator.js';
import type { ValidatorEvent } from '../events.js';
import type { Validator } from '../validator.js';
import type { ValidatorOptions } from '../validator-options.js';
import type { VerdictEntry } from '../verdict-recorder.js';
import { FakeControlPlane } from './fake-control-plane.js';
import { ManualTimers } from './manual-timers.js';
import { makePayload, makeTokenKey, NOW, type TokenKey } from './signing.js';

/** Lets input and output go on until the client has seen them; the test's own time limit bounds it. */
export async function until(condition: () => boolean): Promise<void> {
  while (!condition()) await new Promise((resolve) => setImmediate(resolve));
}

/** A control plane, a clock, a cache directory and the validators that a test starts in it. */
export class World {
  now = NOW;
  readonly clock = () => this.now;
  readonly controlPlane = new FakeControlPlane(this.clock);
  readonly tokenKey: TokenKey = makeTokenKey('key-1');
  readonly events: ValidatorEvent[] = [];
  readonly verdicts: VerdictEntry[] = [];
  readonly #validators: Validator[] = [];

  private constructor(readonly cacheDir: string) {}

  /** A world whose control plane serves version 10 of payments in production. */
  static async create(): Promise<World & { url: string }> {
    const world = new World(await mkdtemp(join(tmpdir(), 'accord-validator-')));
    world.controlPlane.serve(makePayload([world.tokenKey]));
    return Object.assign(world, { url: await world.controlPlane.listen() });
  }

  /** Starts a validator with timers of its own; jitter is at its middle. */
  start(this: World & { url: string }, options?: Partial<ValidatorOptions>) {
    const timers = new ManualTimers();
    const validator = createValidator({
      url: this.url,
      credential: 'accord_svc_test',
      trustKeys: [this.controlPlane.key.trust],
      cacheDir: this.cacheDir,
      clock: this.clock,
      timers,
      random: () => 0.5,
      onEvent: (event) => this.events.push(event),
      onVerdict: (entry) => this.verdicts.push(entry),
      ...options,
    });
    this.#validators.push(validator);
    return { validator, timers };
  }

  /** The events of one type, oldest first. */
  eventsOf<Type extends ValidatorEvent['type']>(type: Type) {
    return this.events.filter(
      (event): event is Extract<ValidatorEvent, { type: Type }> => event.type === type,
    );
  }

  async end(): Promise<void> {
    this.controlPlane.onPoll = () => ({ status: 503 });
    this.controlPlane.onReport = () => ({ status: 503 });
    await Promise.all(this.#validators.map((validator) => validator.close()));
    await this.controlPlane.close();
    await rm(this.cacheDir, { recursive: true, force: true });
  }
}
