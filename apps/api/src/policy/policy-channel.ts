import type { BundleKey } from '../bundles/bundle-jws.js';
import type { BundleSlot } from '../bundles/bundle-store.js';
import { appliedVersion } from '../fleet/heartbeat.js';
import type { FleetPage } from '../fleet/heartbeat-book.js';
import { FRESH_FOR_MS, makePolicyAnswer, type PolicyAnswer } from './policy-answer.js';
import type { WaitingPoll } from './waiting-polls.js';

/** What all polls of one service × environment share: its bundle, the answers made of it, and who waits for the next. */
export class PolicyChannel {
  readonly waiting = new Set<WaitingPoll>();
  /** One per bundle key that clients ask for: usually one. Weak: those of a retired key go with it. */
  readonly #answers = new WeakMap<BundleKey, PolicyAnswer>();

  constructor(
    readonly slot: BundleSlot,
    readonly fleetPage: FleetPage,
  ) {}

  /** Up to when the bundle is known to be current, given when the log was last read. Epoch seconds. */
  currentUntil(logAsOf: number): number {
    return this.slot.currentUntil ?? logAsOf;
  }

  /** Whether `Accord-Applied` names a newer version than the one here. */
  isBelow(applied: string | undefined): boolean {
    const { bundle } = this.slot;
    if (applied === undefined || applied === bundle?.versionText) return false;
    return (appliedVersion(applied) ?? 0) > (bundle?.version ?? 0);
  }

  /** The answer under a key; undefined while nothing is published. */
  answer(key: BundleKey, logAsOf: number, nowMs: number): PolicyAnswer | undefined {
    const { bundle } = this.slot;
    if (bundle === null) return undefined;
    const asOf = this.currentUntil(logAsOf);
    const made = this.#answers.get(key);
    if (made?.bundle === bundle && (made.asOf === asOf || nowMs - made.madeAtMs < FRESH_FOR_MS)) return made;
    const answer = makePolicyAnswer(bundle, key, asOf, nowMs);
    this.#answers.set(key, answer);
    return answer;
  }
}
