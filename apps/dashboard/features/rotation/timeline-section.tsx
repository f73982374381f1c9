'use client';

import type { RotationView } from '@accord/contract/http';
import {
  Button,
  KeyPhaseLegend,
  RotationTimeline,
  Section,
  ToggleGroup,
  useTimeZone,
  type KeyPhase,
} from '@accord/ui';
import { ChevronLeft, ChevronRight } from 'lucide-react';
import { KeyActions } from './key-actions';
import { KeyDetails } from './key-details';
import { lanesOf } from './timeline-model';
import { ZOOM_OPTIONS, isZoom, spanOf, useRotationPlace } from './zoom';

export interface TimelineSectionProps {
  view: RotationView;
  /** The server's clock, in epoch seconds. */
  now: number;
}

export function TimelineSection({ view, now }: TimelineSectionProps) {
  const zone = useTimeZone();
  const [place, setPlace] = useRotationPlace();
  const span = spanOf(place.zoom, place.at, view, now);
  const lanes = lanesOf(view, span, zone, now);
  const shown = lanes.reduce((sum, lane) => sum + lane.bars.length, 0);
  const phases = new Set<KeyPhase>(
    lanes.flatMap(({ bars }) => bars.flatMap(({ segments }) => segments.map((s) => s.phase))),
  );
  const selected = view.keys.find(({ kid }) => kid === place.kid);
  const pan = (direction: 1 | -1) => {
    const middle = (span.from + span.to) / 2;
    void setPlace({ at: Math.round(middle + (direction * (span.to - span.from)) / 2) });
  };
  return (
    <Section
      title="Keys over time"
      hint="A bar per key. Shaded: the old key’s tokens are still accepted while the new one signs. Brackets: the safe bounds."
      actions={
        <>
          {place.zoom !== 'fit' && (
            <div className="flex items-center">
              <Button variant="ghost" size="icon" aria-label="Earlier" onClick={() => pan(-1)}>
                <ChevronLeft aria-hidden="true" />
              </Button>
              <Button
                variant="ghost"
                size="sm"
                aria-disabled={place.at === null}
                onClick={() => void setPlace({ at: null })}
              >
                Now
              </Button>
              <Button variant="ghost" size="icon" aria-label="Later" onClick={() => pan(1)}>
                <ChevronRight aria-hidden="true" />
              </Button>
            </div>
          )}
          <ToggleGroup
            label="Stretch of time"
            options={ZOOM_OPTIONS}
            value={place.zoom}
            onChange={(value) => isZoom(value) && void setPlace({ zoom: value, at: null })}
          />
        </>
      }
    >
      <RotationTimeline
        label={`Keys of ${view.issuer} over time`}
        lanes={lanes}
        from={span.from}
        to={span.to}
        now={now}
        selected={place.kid}
        onSelect={(kid) => void setPlace({ kid })}
      />
      <KeyPhaseLegend phases={phases} />
      {shown < view.keys.length && (
        <p className="mt-2 text-xs text-muted">
          {view.keys.length - shown} keys lie outside this stretch of time; the table below holds all.
        </p>
      )}
      {selected && (
        <KeyDetails
          key={selected.kid}
          keyView={selected}
          actions={<KeyActions view={view} keyView={selected} />}
          onClose={() => void setPlace({ kid: null })}
        />
      )}
    </Section>
  );
}
