import type { AppliedKey, SignerInstance } from './facts.js';
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
 * Finds who still may sign with a deactivated key. A signer follows its answers in order, so it has left the key once it
 * signs for an activation after the key's last one. An instance first seen more than the switching time after the
 * deactivation was never handed the key, so that new instances do not prolong the overlap for ever.
 */
export function signerSwitch(input: {
  readonly now: number;
  readonly key: RotationKey;
  readonly signers: readonly SignerInstance[];
  readonly signerSwitchSeconds: number;
}): SignerSwitch {
  const { now, key } = input;
  const switchedBy = (key.deactivatedAt ?? now) + input.signerSwitchSeconds;
  const isEarlier = ({ activeSince }: AppliedKey) => activeSince <= (key.activeSince ?? now);
  const missing: string[] = [];
  const times: number[] = [];
  for (const signer of input.signers) {
    if (signer.firstSeenAt > switchedBy && !signer.applied.some(isEarlier)) continue;
    const at = leftAt(signer, isEarlier, now);
    if (at === null) missing.push(signer.instance);
    else times.push(at);
  }
  return { missing, lastAt: times.length === 0 ? null : Math.max(...times) };
}

function leftAt(
  { applied, leaving, lastSeenAt }: SignerInstance,
  isEarlier: (applied: AppliedKey) => boolean,
  now: number,
): number | null {
  const next = applied[applied.findLastIndex(isEarlier) + 1];
  if (next !== undefined) return next.at;
  const gone = leaving || now - lastSeenAt > DAY;
  return gone ? lastSeenAt : null;
}
