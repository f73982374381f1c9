import { SkeletonRows } from '@accord/ui';
import { ChangeCounts, ChangeList } from '../contract-changes/change-list';
import { QueryView } from '../shared/query-view';
import type { PlacedVersion } from './comparison-path';
import { useVersionDiff } from './version-queries';

/** The step from one version to another in words: in the comparison, and before a rollback. */
export function WordsBetween({ from, to }: { from: PlacedVersion; to: PlacedVersion }) {
  const query = useVersionDiff(from, to);
  return (
    <QueryView query={query} skeleton={<SkeletonRows rows={3} label="Comparing the versions" />}>
      {({ changes }) =>
        changes.length === 0 ? (
          <p className="text-sm text-muted">Both mean the same.</p>
        ) : (
          <>
            <ChangeCounts changes={changes} />
            <ChangeList changes={changes} />
          </>
        )
      }
    </QueryView>
  );
}
