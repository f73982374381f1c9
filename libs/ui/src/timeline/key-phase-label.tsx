'use client';

import { useId } from 'react';
import { KEY_PHASES, KEY_PHASE_ORDER, type KeyPhase } from './key-phase.js';
import { KeyPhasePatterns, PhaseRect } from './key-phase-pattern.js';

/** A sample of a state: its colour and its pattern. */
function KeyPhaseSwatch({ phase }: { phase: KeyPhase }) {
  const prefix = useId();
  return (
    <svg aria-hidden="true" width="16" height="12" className="shrink-0">
      <KeyPhasePatterns prefix={prefix} />
      <PhaseRect prefix={prefix} phase={phase} x={0} y={0} width={16} height={12} planned={false} />
    </svg>
  );
}

/** A state in words, beside its colour and pattern. */
export function KeyPhaseLabel({ phase }: { phase: KeyPhase }) {
  return (
    <span className="inline-flex items-center gap-1.5 whitespace-nowrap">
      <KeyPhaseSwatch phase={phase} />
      {KEY_PHASES[phase].word}
    </span>
  );
}

/** All states that a picture uses, with what they mean. */
export function KeyPhaseLegend({ phases }: { phases: ReadonlySet<KeyPhase> }) {
  return (
    <ul aria-label="States of a key" className="flex flex-wrap gap-x-4 gap-y-1.5 text-xs text-muted">
      {KEY_PHASE_ORDER.filter((phase) => phases.has(phase)).map((phase) => (
        <li key={phase} className="flex items-center gap-1.5">
          <KeyPhaseSwatch phase={phase} />
          <span>
            <span className="font-medium text-text">{KEY_PHASES[phase].word}</span>{' '}
            {KEY_PHASES[phase].meaning}
          </span>
        </li>
      ))}
    </ul>
  );
}
