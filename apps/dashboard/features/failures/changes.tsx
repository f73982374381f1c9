import type { FailuresView } from '@accord/contract/http';
import { MarkerSwatch, TimeText, type ChartMarker } from '@accord/ui';
import { changeWords, changesOf, kindOf, type Change } from './change-words';

/** The changes of the window as marks for the picture. */
export function markersOf(view: FailuresView): ChartMarker[] {
  return changesOf(view).map((change) => ({
    key: change.change_number,
    at: change.at,
    kind: kindOf(change),
    label: changeWords(change),
  }));
}

const MOST = 6;

export interface ChangesProps {
  view: FailuresView;
  /** The time of the change that is compared now; null for none. */
  compared: number | null;
  /** Called with the time of the change that is pressed: to be compared, or no longer. */
  onCompare: (at: number) => void;
}

/** The changes of the window in words: publications and keys before revocations. */
export function Changes({ view, compared, onCompare }: ChangesProps) {
  const changes = changesOf(view);
  if (changes.length === 0) return null;
  const compare = { compared, onCompare };
  return (
    <div className="mt-4">
      <h3 className="mb-1 text-xs font-medium text-muted">What changed in this window</h3>
      <ChangeList changes={changes.slice(0, MOST)} {...compare} />
      {changes.length > MOST && (
        <details className="mt-0.5">
          <summary className="w-fit cursor-pointer rounded-sm text-xs text-muted hover:text-text">
            {changes.length - MOST} more
          </summary>
          <ChangeList changes={changes.slice(MOST)} {...compare} />
        </details>
      )}
    </div>
  );
}

function ChangeList({
  changes,
  compared,
  onCompare,
}: Omit<ChangesProps, 'view'> & { changes: readonly Change[] }) {
  return (
    <ul className="flex flex-col gap-0.5 text-sm">
      {changes.map((change) => (
        <li key={change.change_number} className="flex items-baseline gap-x-2">
          <MarkerSwatch kind={kindOf(change)} />
          <p className="min-w-0 break-words">
            <span className="mr-2 text-muted">
              <TimeText at={change.at} precision="minute" />
            </span>
            {changeWords(change)}
            <button
              type="button"
              aria-pressed={compared === change.at}
              aria-label={`Before and after: ${changeWords(change)}`}
              onClick={() => onCompare(change.at)}
              className="ml-2 min-h-6 rounded-sm text-xs whitespace-nowrap text-accent hover:underline aria-pressed:font-medium"
            >
              before and after
            </button>
          </p>
        </li>
      ))}
    </ul>
  );
}
