import { applyDecision } from './apply-decision.js';
import type { Refusal } from './commands/command.js';
import type { Decision } from './decision.js';
import type { Wait } from './plan.js';
import { planTick } from './plan-tick.js';
import { raiseTokenLifetime } from './raise-token-lifetime.js';
import type { RotationContext, RotationPolicy } from './rotation-context.js';
import type { RotationKey } from './rotation-key.js';
import type { SafeBoundsInput } from './safe-bounds.js';
import { simulatedFacts, type SimulatedFleet } from './simulated-fleet.js';

/** A change of the schedule or its bounds at a time; what is null stays. */
export interface SimulatedEdit {
  readonly at: number;
  readonly settings: RotationPolicy | null;
  readonly bounds: SafeBoundsInput | null;
}

/** Something a person does at a time. */
export interface SimulatedCommand {
  readonly at: number;
  readonly run: (
    context: RotationContext,
  ) => { readonly ok: true; readonly decisions: readonly Decision[] } | Refusal;
}

export interface SimulationInput {
  readonly start: number;
  /** Exclusive. */
  readonly end: number;
  readonly tickSeconds: number;
  readonly settings: RotationPolicy;
  readonly bounds: SafeBoundsInput;
  readonly keys: readonly RotationKey[];
  /** The number of the last change before the start. */
  readonly version: number;
  readonly fleet: SimulatedFleet;
  /** In order of time. What falls into a downtime happens at its end. */
  readonly edits: readonly SimulatedEdit[];
  readonly commands: readonly SimulatedCommand[];
}

/** A decision that was applied, and the moment's context before it. */
export interface SimulatedEvent {
  readonly decision: Decision;
  readonly context: RotationContext;
  readonly keysAfter: readonly RotationKey[];
}

export interface Simulation {
  readonly keys: readonly RotationKey[];
  readonly events: readonly SimulatedEvent[];
  /** The bounds that were in force, each from `at` on. */
  readonly bounds: readonly { readonly at: number; readonly bounds: SafeBoundsInput }[];
  /** What the last tick still waited for. */
  readonly waits: readonly Wait[];
}

/** More rounds than one tick can ever need: reaching it means that decisions do not settle. */
const ROUNDS = 50;

/**
 * Lets time pass over a schedule with an imagined fleet: every `tickSeconds`, apply what is due, then what was planned,
 * as the worker does. For previews and for tests.
 * @throws Error when the decisions of one tick do not settle.
 */
export function simulate(input: SimulationInput): Simulation {
  const run = new Run(input);
  for (let now = input.start; now < input.end; now += input.tickSeconds) {
    if (!input.fleet.downtime.some(({ from, until }) => from <= now && now < until)) run.tick(now);
  }
  return run.result();
}

class Run {
  private keys: readonly RotationKey[];
  private version: number;
  private settings: RotationPolicy;
  private bounds: SafeBoundsInput;
  private waits: readonly Wait[] = [];
  private readonly boundsInForce: { readonly at: number; readonly bounds: SafeBoundsInput }[];
  private readonly edits: SimulatedEdit[];
  private readonly commands: SimulatedCommand[];
  private readonly events: SimulatedEvent[] = [];
  private readonly changes: { readonly at: number; readonly version: number }[];
  private readonly activations: { readonly at: number; readonly kid: string }[];

  constructor(private readonly input: SimulationInput) {
    this.keys = input.keys;
    this.version = input.version;
    this.settings = input.settings;
    this.bounds = input.bounds;
    this.boundsInForce = [{ at: input.start, bounds: input.bounds }];
    this.edits = [...input.edits];
    this.commands = [...input.commands];
    this.activations = input.keys
      .flatMap(({ kid, activatedAt: at }) => (at === null ? [] : [{ kid, at }]))
      .sort((left, right) => left.at - right.at);
    this.changes = [{ at: input.start, version: input.version }];
  }

  tick(now: number): void {
    for (const edit of takeDue(this.edits, now)) this.edit(edit, now);
    for (const command of takeDue(this.commands, now)) this.command(command, now);
    for (let round = 0; round < ROUNDS; round += 1) {
      const plan = planTick(this.context(now));
      this.waits = plan.waits;
      if (plan.decisions.length === 0) return;
      this.apply(plan.decisions, now);
    }
    throw new Error(`the decisions of the tick at ${now} do not settle`);
  }

  result(): Simulation {
    return { keys: this.keys, events: this.events, bounds: this.boundsInForce, waits: this.waits };
  }

  private edit(edit: SimulatedEdit, now: number): void {
    this.settings = edit.settings ?? this.settings;
    this.bounds = edit.bounds ?? this.bounds;
    this.boundsInForce.push({ at: now, bounds: this.bounds });
    this.apply(raiseTokenLifetime(this.context(now)), now);
  }

  private command(command: SimulatedCommand, now: number): void {
    const result = command.run(this.context(now));
    if (result.ok) this.apply(result.decisions, now);
  }

  private apply(decisions: readonly Decision[], now: number): void {
    for (const decision of decisions) {
      const context = this.context(now);
      this.version += 1;
      const name = `key-${this.version}`;
      const made = decision.kind === 'create' ? { kid: name, thumbprint: name } : null;
      this.keys = applyDecision(this.keys, decision, { version: this.version, made });
      this.changes.push({ at: now, version: this.version });
      if (decision.kind === 'activate') this.activations.push({ at: now, kid: decision.kid });
      this.events.push({ decision, context, keysAfter: this.keys });
    }
  }

  private context(now: number): RotationContext {
    const past = { start: this.input.start, changes: this.changes, activations: this.activations };
    const facts = simulatedFacts(this.input.fleet, past, now);
    return { now, settings: this.settings, keys: this.keys, bounds: this.bounds, facts };
  }
}

function takeDue<Item extends { readonly at: number }>(items: Item[], now: number): Item[] {
  const later = items.findIndex(({ at }) => at > now);
  return items.splice(0, later === -1 ? items.length : later);
}
