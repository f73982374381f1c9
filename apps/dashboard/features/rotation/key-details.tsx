import type { KeyView } from '@accord/contract/http';
import { Badge, Button, CopyButton, KEY_PHASES, KeyPhaseLabel, TimeText, cx } from '@accord/ui';
import { Hand, X } from 'lucide-react';

interface Moment {
  label: string;
  at: number | null;
  planned: boolean;
}

function momentsOf(key: KeyView): Moment[] {
  const planned = (label: string, at: number | null, happened: number | null): Moment => ({
    label,
    at: happened === null ? at : null,
    planned: true,
  });
  const past = (label: string, at: number | null): Moment => ({ label, at, planned: false });
  return [
    past('Made', key.created_at),
    past('Published', key.published_at),
    planned('May activate from', key.activate_after, key.activated_at),
    past('Activated', key.activated_at),
    planned('May deactivate from', key.deactivate_after, key.deactivated_at),
    past('Deactivated', key.deactivated_at),
    planned('May be removed from', key.remove_after, key.removed_at),
    past('Removed', key.removed_at),
    past('Compromised', key.compromised_at),
  ].filter(({ at }) => at !== null);
}

export interface KeyDetailsProps {
  keyView: KeyView;
  actions: React.ReactNode;
  onClose: () => void;
}

/** The key that is chosen in the picture, in full. */
export function KeyDetails({ keyView: key, actions, onClose }: KeyDetailsProps) {
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
        {momentsOf(key).map(({ label, at, planned }) => (
          <div key={label}>
            <dt className="text-xs text-muted">{label}</dt>
            <dd className={cx(planned && 'text-muted italic')}>
              {at !== null && <TimeText at={at} precision="second" />}
            </dd>
          </div>
        ))}
      </dl>
      {actions}
    </div>
  );
}
