import type { KeyPhase } from './key-phase.js';

/** A stretch of time in one state; epoch seconds. */
export interface TimelineSegment {
  phase: KeyPhase;
  from: number;
  to: number;
  planned: boolean;
}

/** A length of time that must not be undercut, drawn under the stretch that it bounds; epoch seconds. */
export interface TimelineBound {
  key: string;
  /** Short, e.g. `lead ≥ 26 min`. */
  label: string;
  from: number;
  to: number;
  /** The key did not keep to it. */
  violated: boolean;
}

/** One key. */
export interface TimelineBar {
  id: string;
  label: string;
  phase: KeyPhase;
  held: boolean;
  /** Everything the bar shows, in one sentence, for those who hear it. */
  description: string;
  segments: readonly TimelineSegment[];
  bounds: readonly TimelineBound[];
}

/** One issuer and algorithm. */
export interface TimelineLane {
  id: string;
  label: string;
  hint: string;
  bars: readonly TimelineBar[];
  /** When two keys are accepted at once: the old one's tokens live on while the new one signs. */
  overlaps: readonly { key: string; from: number; to: number }[];
}
