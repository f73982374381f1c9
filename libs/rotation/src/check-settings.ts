import type { RotationPolicy } from './rotation-context.js';
import { safeBounds, type SafeBoundsInput } from './safe-bounds.js';

/** A setting that would break tokens: what it must reach, who demands it, and what fails otherwise. Seconds. */
export interface SettingsViolation {
  readonly code: 'lead_too_short' | 'overlap_too_short' | 'interval_too_short';
  readonly setting: 'prepublishSeconds' | 'overlapSeconds' | 'intervalSeconds';
  readonly askedSeconds: number;
  readonly minimumSeconds: number;
  /** The verifier that sets the minimum; null when no single one does. */
  readonly setBy: string | null;
  /** For how long tokens would fail as `key_not_found` in each rotation; 0 when rotations would only be late. */
  readonly keyNotFoundSeconds: number;
}

/** What is unsafe about a schedule under these bounds: a lead or overlap below its minimum, an interval not above the lead. */
export function checkSettings(
  settings: Pick<RotationPolicy, 'intervalSeconds' | 'prepublishSeconds' | 'overlapSeconds'>,
  bounds: SafeBoundsInput,
): SettingsViolation[] {
  const minima = safeBounds(bounds);
  const lead = settings.prepublishSeconds ?? minima.prepublishSeconds;
  const overlap = settings.overlapSeconds ?? minima.overlapSeconds;
  const needed = Math.max(lead, minima.prepublishSeconds) + 1;
  const violations: SettingsViolation[] = [];
  if (lead < minima.prepublishSeconds) {
    violations.push({
      code: 'lead_too_short',
      setting: 'prepublishSeconds',
      ...shortfall(lead, minima.prepublishSeconds),
      setBy: minima.setBy.prepublish,
    });
  }
  if (overlap < minima.overlapSeconds) {
    violations.push({
      code: 'overlap_too_short',
      setting: 'overlapSeconds',
      ...shortfall(overlap, minima.overlapSeconds),
      setBy: null,
    });
  }
  if (settings.intervalSeconds < needed) {
    violations.push({
      code: 'interval_too_short',
      setting: 'intervalSeconds',
      ...shortfall(settings.intervalSeconds, needed),
      setBy: minima.setBy.prepublish,
      keyNotFoundSeconds: 0,
    });
  }
  return violations;
}

function shortfall(
  askedSeconds: number,
  minimumSeconds: number,
): Pick<SettingsViolation, 'askedSeconds' | 'minimumSeconds' | 'keyNotFoundSeconds'> {
  return { askedSeconds, minimumSeconds, keyNotFoundSeconds: minimumSeconds - askedSeconds };
}
