import type { ServiceEnvironment } from '@accord/contract/http';
import { FleetCell, PublishedCell, RefusedCell } from './environment-cells';

function Figure({ label, children }: { label: string; children: React.ReactNode }) {
  return (
    <div className="min-w-0 py-2 sm:px-5 sm:first:pl-0 sm:last:pr-0">
      <dt className="mb-1 text-xs text-muted">{label}</dt>
      <dd className="text-sm">{children}</dd>
    </div>
  );
}

/** How the service stands in one environment, at a glance. */
export function EnvironmentSummary({ service, standing }: { service: string; standing: ServiceEnvironment }) {
  return (
    <dl className="mb-8 grid divide-y sm:grid-cols-3 sm:divide-x sm:divide-y-0">
      <Figure label="Contract">
        <PublishedCell standing={standing} />
        {standing.published?.reason && (
          <p className="mt-0.5 line-clamp-2 text-xs text-muted">{standing.published.reason}</p>
        )}
      </Figure>
      <Figure label="Enforcing the newest policy">
        <FleetCell instances={standing.instances} />
      </Figure>
      <Figure label="Refused in the last hour">
        <RefusedCell service={service} environment={standing.environment} lastHour={standing.last_hour} />
      </Figure>
    </dl>
  );
}
