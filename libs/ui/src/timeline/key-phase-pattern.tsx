import { KEY_PHASES, KEY_PHASE_ORDER, type KeyPhase } from './key-phase.js';

const LINES: Readonly<Record<KeyPhase, string | null>> = {
  pre_active: null,
  published: 'M-2 2 2 -2M0 8 8 0M6 10 10 6',
  active: null,
  deactivated: 'M2 0V8M6 0V8',
  removed: 'M0 4H8',
  destroyed: null,
  compromised: 'M0 8 8 0M0 0 8 8',
};

/** States in which a key does nothing any more are drawn as a thin line: they are history. */
const SPENT: ReadonlySet<KeyPhase> = new Set(['removed', 'destroyed', 'compromised']);

/** Where a stretch of a state stands within the height of a bar. */
export function phaseBand(phase: KeyPhase, y: number, height: number): { y: number; height: number } {
  return SPENT.has(phase) ? { y: y + height * 0.3, height: height * 0.4 } : { y, height };
}

const DASHED: ReadonlySet<KeyPhase> = new Set(['pre_active', 'destroyed']);

/** The id of a state's pattern under a prefix that is unique in the document. */
function phasePatternId(prefix: string, phase: KeyPhase): string {
  return `${prefix}-${phase}`;
}

/** The patterns of all states, to be put into an SVG once. */
export function KeyPhasePatterns({ prefix }: { prefix: string }) {
  return (
    <defs>
      {KEY_PHASE_ORDER.map((phase) => {
        const lines = LINES[phase];
        return (
          <pattern
            key={phase}
            id={phasePatternId(prefix, phase)}
            width="8"
            height="8"
            patternUnits="userSpaceOnUse"
          >
            <rect
              width="8"
              height="8"
              fill={DASHED.has(phase) ? 'var(--surface)' : KEY_PHASES[phase].color}
            />
            {lines && (
              <path d={lines} stroke="var(--surface)" strokeOpacity="0.55" strokeWidth="1.6" fill="none" />
            )}
          </pattern>
        );
      })}
    </defs>
  );
}

export interface PhaseRectProps {
  prefix: string;
  phase: KeyPhase;
  x: number;
  y: number;
  width: number;
  height: number;
  /** Has not happened yet. */
  planned: boolean;
}

/** A stretch of a key's life in its colour and pattern; faint and dashed where it is only planned. */
export function PhaseRect({ prefix, phase, x, y, width, height, planned }: PhaseRectProps) {
  const dashed = planned || DASHED.has(phase);
  return (
    <rect
      x={x + 0.5}
      y={y + 0.5}
      width={Math.max(1, width - 1)}
      height={height - 1}
      rx={2}
      fill={`url(#${phasePatternId(prefix, phase)})`}
      fillOpacity={planned ? 0.35 : 1}
      stroke={KEY_PHASES[phase].color}
      strokeDasharray={dashed ? '3 2' : undefined}
    />
  );
}
