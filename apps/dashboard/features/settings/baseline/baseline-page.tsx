'use client';

import { BaselineView } from '@accord/contract/http';
import { PageHeader, SkeletonRows, TimeText } from '@accord/ui';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { api } from '../../../lib/api';
import { QueryView } from '../../shared/query-view';
import { BaselineEditor } from './baseline-editor';

/** The organisation's guard rails: no contract may be looser. */
export function BaselinePage() {
  const query = useQuery({
    queryKey: ['settings', 'baseline'],
    queryFn: ({ signal }) => api(BaselineView, { method: 'GET', path: '/v1/baseline', signal }),
  });
  return (
    <>
      <PageHeader
        title="Baseline"
        hint="The organisation’s guard rails: a contract may be tighter, never looser."
      />
      <QueryView query={query} skeleton={<SkeletonRows rows={9} label="Loading the baseline" />}>
        {(view) => <Opened inForce={view} />}
      </QueryView>
    </>
  );
}

/** Keeps what was opened: a newer version must not change what is being edited, saving will say that there is one. */
function Opened({ inForce }: { inForce: BaselineView }) {
  const [base, setBase] = useState(inForce);
  return (
    <>
      <p className="mb-4 text-sm text-muted">
        <Origin view={base} />
      </p>
      <BaselineEditor key={base.etag} base={base} onSaved={setBase} />
    </>
  );
}

function Origin({ view: { version, updated_at, updated_by, reason } }: { view: BaselineView }) {
  if (updated_at === null) return <>The built-in one is in force: nobody has set another.</>;
  return (
    <>
      Version {version}, set by {updated_by} on <TimeText at={updated_at} precision="minute" />: {reason}
    </>
  );
}
