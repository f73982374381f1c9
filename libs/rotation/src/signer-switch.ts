import type { SignerInstance } from './facts.js';
import type { RotationKey } from './rotation-key.js';

/** Silent for this long, a signer counts as gone: it has long had to refresh what it signs with. */
const DAY = 86_400;

/** Whether all signers have left a key, and when the last of them did. */
export interface SignerSwitch {
  /** Instances not known to have left the key. */
  readonly missing: readonly string[];
  /** The last time at which an instance may have signed with the key; null when nobody can have. */
  readonly lastAt: number | null;
}

/**
 * Finds who still may sign with a deactivated key. An instance first seen more than the switching time after the
 * deactivation was never handed the key, so that new instances do not prolong the overlap for ever.
 */
export function signerSwitch(input: {
  readonly now: number;
  readonly key: RotationKey;
  readonly keys: readonly RotationKey[];
  readonly signers: readonly SignerInstance[];
  readonly signerSwitchSeconds: number;
}): SignerSwitch {
  const since = input.key.deactivatedAt ?? input.now;
  const left = { ...input, since, later: laterKeys(input.key, input.keys, since) };
  const concerned = input.signers.filter((signer) =>
    concerns(signer, left.later, since + input.signerSwitchSeconds),
  );
  const missing: string[] = [];
  const times: number[] = [];
  for (const signer of concerned) {
    const at = leftAt(signer, left);
    if (at === null) missing.push(signer.instance);
    else times.push(at);
  }
  return { missing, lastAt: times.length === 0 ? null : Math.max(...times) };
}

/** A key that instances are to have left, as seen at `now`. */
interface LeftKey {
  readonly key: RotationKey;
  readonly keys: readonly RotationKey[];
  readonly now: number;
  /** When it was deactivated. */
  readonly since: number;
  readonly later: LaterKeys;
}

/** By kid, when each key was first activated that was the one to sign with after a key was deactivated. */
type LaterKeys = ReadonlyMap<string, number>;

function laterKeys(key: RotationKey, keys: readonly RotationKey[], since: number): LaterKeys {
  const later = new Map<string, number>();
  for (const each of keys)
    if (each !== key && each.activatedAt !== null && signedAfter(each, since))
      later.set(each.kid, each.activatedAt);
  return later;
}

/** Whether a key was the one to sign with at any time after `since`. */
function signedAfter(key: RotationKey, since: number): boolean {
  return (key.deactivatedAt ?? key.compromisedAt ?? Infinity) > since;
}

function concerns(signer: SignerInstance, later: LaterKeys, switchedBy: number): boolean {
  return signer.firstSeenAt <= switchedBy || signer.applied.some(({ kid }) => !later.has(kid));
}

function leftAt(signer: SignerInstance, left: LeftKey): number | null {
  const { key, since, now, later } = left;
  const applied = [...signer.applied].sort((one, other) => one.at - other.at);
  const lastEarlier = applied.findLastIndex(({ kid }) => !later.has(kid));
  const hasComeFromKey =
    applied.slice(0, lastEarlier + 1).some(({ kid }) => kid === key.kid) && !wasReactivated(left);
  // After a hand-over was taken back, a key may have been applied for an activation from before it: that says nothing, the
  // instance may yet come to the key between.
  const next = applied
    .slice(lastEarlier + 1)
    .find(({ kid, at }) => at >= since && (hasComeFromKey || (later.get(kid) ?? 0) >= since));
  if (next !== undefined) return next.at;
  const gone = signer.leaving || now - signer.lastSeenAt > DAY;
  return gone ? signer.lastSeenAt : null;
}

/** Only one key signs at a time: where another one began to, this one had ended and was taken back. */
function wasReactivated({ key, keys, since }: LeftKey): boolean {
  const first = key.activatedAt ?? since;
  return keys.some(({ activatedAt }) => activatedAt !== null && first < activatedAt && activatedAt < since);
}
