import type { KeyView, RotationKeyView } from '@accord/contract/http';
import { Badge, Button, CopyButton, KEY_PHASES, KeyPhaseLabel, TimeText } from '@accord/ui';
import { Hand, X } from 'lucide-react';
import { PlannedTime } from './planned-time';
import { useEscape } from './use-escape';

interface Moment {
  label: string;
  at: number | null;
}

function pastOf(key: KeyView): Moment[] {
  return [
    { label: 'Made', at: key.created_at },
    { label: 'Published', at: key.published_at },
    { label: 'Activated', at: key.activated_at },
    { label: 'Deactivated', at: key.deactivated_at },
    { label: 'Removed', at: key.removed_at },
    { label: 'Compromised', at: key.compromised_at },
  ];
}

/** The step that a key in this state comes to next. */
const NEXT_STEP: Partial<Record<KeyView['state'], string>> = {
  published: 'Activates',
  active: 'Deactivates',
  deactivated: 'Is removed',
};

export interface KeyDetailsProps {
  keyView: RotationKeyView;
  actions: React.ReactNode;
  onClose: () => void;
}

/** The key that is chosen in the picture, in full. Escape closes it, too. */
export function KeyDetails({ keyView: key, actions, onClose }: KeyDetailsProps) {
  const next = NEXT_STEP[key.state];
  useEscape(onClose);
  return (
    <div role="region" aria-label={`Key ${key.kid}`} className="mt-5 border-l-2 border-accent pl-4">
      <div className="flex items-start justify-between gap-3">
        <div className="min-w-0">
          <div className="flex flex-wrap items-center gap-x-3 gap-y-1 text-sm">
            <KeyPhaseLabel phase={key.state} />
            <span className="text-muted">
              {key.alg} · {KEY_PHASES[key.state].meaning}
            </span>
            {key.hold_reason !== null && (
              <Badge tone="warn" icon={Hand}>
                Held: {key.hold_reason}
              </Badge>
            )}
          </div>
          <div className="mt-1 flex items-center gap-1">
            <code className="text-xs break-all">{key.kid}</code>
            <CopyButton text={key.kid} label="Copy the kid" />
          </div>
        </div>
        <Button variant="ghost" size="icon" aria-label="Close the details" onClick={onClose}>
          <X aria-hidden="true" />
        </Button>
      </div>
      <dl className="mt-2 flex flex-wrap gap-x-8 gap-y-2 text-sm">
        {pastOf(key).map(
          ({ label, at }) =>
            at !== null && (
              <Fact key={label} label={label}>
                <TimeText at={at} precision="second" />
              </Fact>
            ),
        )}
        {next !== undefined && key.next_transition_at !== null && (
          <Fact label={next}>
            <span className="text-muted italic">
              <PlannedTime at={key.next_transition_at} precision="second" withFrom />
            </span>
          </Fact>
        )}
      </dl>
      {actions}
    </div>
  );
}

function Fact({ label, children }: { label: string; children: React.ReactNode }) {
  return (
    <div>
      <dt className="text-xs text-muted">{label}</dt>
      <dd>{children}</dd>
    </div>
  );
}
