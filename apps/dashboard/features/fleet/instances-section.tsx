'use client';

import type { InstanceView } from '@accord/contract/http';
import {
  CodeSnippet,
  DataTable,
  EmptyState,
  RelativeTime,
  Section,
  SkeletonRows,
  type Column,
} from '@accord/ui';
import { Radio } from 'lucide-react';
import { LoadMore } from '../shared/load-more';
import { QueryView } from '../shared/query-view';
import { useOrigin } from '../shared/use-origin';
import { useInstances } from './fleet-queries';
import { InstanceStatusLabel, instanceStatusMeaning } from './instance-status';
import { PolicyVersion } from './policy-version';
import { skewText } from './skew-text';

function StatusCell({ row }: { row: InstanceView }) {
  return (
    <div>
      <InstanceStatusLabel status={row.status} />
      {row.error && (
        <div className="text-xs text-danger">
          <code>{row.error}</code>
        </div>
      )}
    </div>
  );
}

const columns: readonly Column<InstanceView>[] = [
  {
    key: 'instance',
    header: 'Instance',
    wrap: true,
    cell: (row) => <code className="break-all">{row.instance}</code>,
  },
  { key: 'status', header: 'Status', cell: (row) => <StatusCell row={row} /> },
  {
    key: 'version',
    header: 'Policy running',
    align: 'end',
    cell: (row) => <PolicyVersion applied={row.applied_version} desired={row.desired_version} />,
  },
  { key: 'seen', header: 'Last seen', cell: (row) => <RelativeTime at={row.last_seen_at} /> },
  { key: 'sdk', header: 'SDK', cell: (row) => row.sdk ?? <span className="text-muted">unknown</span> },
  { key: 'skew', header: 'Clock skew', align: 'end', cell: (row) => skewText(row.clock_skew_seconds) },
];

/** Who enforces the contract, and which policy each instance really runs. */
export function InstancesSection({ service, environment }: { service: string; environment: string }) {
  const query = useInstances(service, environment);
  return (
    <Section title="Instances" hint="Every poll is a heartbeat and says which policy the instance enforces.">
      <QueryView query={query} skeleton={<SkeletonRows rows={5} label="Loading instances" />}>
        {({ pages }) => {
          const rows = pages.flatMap((page) => page.items);
          if (rows.length === 0) return <NoInstances />;
          const seen = new Set(rows.map((row) => row.status).filter((status) => status !== 'in_sync'));
          return (
            <>
              <DataTable
                caption={`Instances of ${service} in ${environment}`}
                columns={columns}
                rows={rows}
                rowKey={(row) => row.instance}
              />
              {seen.size > 0 && (
                <ul className="mt-3 flex flex-wrap gap-x-5 gap-y-1 text-xs text-muted">
                  {[...seen].map((status) => (
                    <li key={status} className="flex flex-wrap gap-x-1.5">
                      <InstanceStatusLabel status={status} /> {instanceStatusMeaning(status)}
                    </li>
                  ))}
                </ul>
              )}
              <LoadMore query={query} />
            </>
          );
        }}
      </QueryView>
    </Section>
  );
}

function NoInstances() {
  const origin = useOrigin();
  const code = `import { createValidator } from '@accord/validator';
import { accordExpress } from '@accord/validator/express';

// ACCORD_TRUST_KEYS: the content of ${origin}/v1/trust/keys.json
const validator = createValidator({
  url: '${origin}',
  credential: process.env.ACCORD_CREDENTIAL,
  trustKeys: JSON.parse(process.env.ACCORD_TRUST_KEYS),
  cacheDir: '.accord-cache',
});
await validator.ready({ timeoutSeconds: 60 });
app.use(accordExpress(validator));`;
  return (
    <EmptyState
      icon={Radio}
      title="Waiting for the first instance"
      action={<CodeSnippet title="Connect a service" code={code} />}
    >
      Make a credential for this environment, give it to the service, and start it. It shows up here with its
      first poll.
    </EmptyState>
  );
}
