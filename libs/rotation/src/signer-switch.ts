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
  const later = new Set(
    input.keys.filter((key) => key !== input.key && signedAfter(key, since)).map((key) => key.kid),
  );
  const concerned = input.signers.filter((signer) =>
    concerns(signer, later, since + input.signerSwitchSeconds),
  );
  const missing: string[] = [];
  const times: number[] = [];
  for (const signer of concerned) {
    const at = leftAt(signer, later, since, input.now);
    if (at === null) missing.push(signer.instance);
    else times.push(at);
  }
  return { missing, lastAt: times.length === 0 ? null : Math.max(...times) };
}

/** Whether a key was the one to sign with at any time after `since`. */
function signedAfter(key: RotationKey, since: number): boolean {
  if (key.activatedAt === null) return false;
  return (key.deactivatedAt ?? key.compromisedAt ?? Infinity) > since;
}

function concerns(signer: SignerInstance, later: ReadonlySet<string>, switchedBy: number): boolean {
  return signer.firstSeenAt <= switchedBy || signer.applied.some(({ kid }) => !later.has(kid));
}

function leftAt(
  signer: SignerInstance,
  later: ReadonlySet<string>,
  since: number,
  now: number,
): number | null {
  const applied = [...signer.applied].sort((left, right) => left.at - right.at);
  const lastEarlier = applied.findLastIndex(({ kid }) => !later.has(kid));
  // After a hand-over was taken back, a switch from before it says nothing: the instance may yet come to the key between.
  const next = applied.slice(lastEarlier + 1).find(({ at }) => at >= since);
  if (next !== undefined) return next.at;
  const gone = signer.leaving || now - signer.lastSeenAt > DAY;
  return gone ? signer.lastSeenAt : null;
}
