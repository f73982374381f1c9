import { SkeletonRows } from '@accord/ui';
import type { MissingRows } from './use-row-window';

/** What a skeleton's row takes, in pixels. */
const SKELETON_HEIGHT = 45;

export interface MissingRowsProps {
  missing: MissingRows | null;
  label: string;
}

/** Skeletons over the room of rows that are in sight and still being read; beside their table in a `relative` box. */
export function MissingRowsSkeleton({ missing, label }: MissingRowsProps) {
  if (missing === null) return null;
  return (
    // The header of the table, which is not shown on narrow screens, stands before the rows.
    <div
      className="pointer-events-none absolute inset-x-0 overflow-hidden lg:mt-8"
      style={{ top: missing.before, height: missing.height }}
    >
      <SkeletonRows rows={Math.ceil(missing.height / SKELETON_HEIGHT)} label={label} />
    </div>
  );
}
