import type { ServiceEnvironment } from '@accord/contract/http';
import { CodeSnippet, EmptyState, Section } from '@accord/ui';
import { FileCheck } from 'lucide-react';
import { InstancesSection } from '../fleet/instances-section';
import { useOrigin } from '../shared/use-origin';
import { ContractSection } from './contract-section';
import { CredentialsSection } from './credentials-section';
import { EnvironmentSummary } from './environment-summary';
import { VersionsSection } from './versions-section';

/** Everything about a service in one environment. */
export function EnvironmentPanel({ service, standing }: { service: string; standing: ServiceEnvironment }) {
  const { environment, published } = standing;
  const place = { service, environment };
  return (
    <>
      <EnvironmentSummary service={service} standing={standing} />
      <div className="flex flex-col gap-10">
        {published ? (
          <div className="grid gap-x-12 gap-y-10 xl:grid-cols-2">
            <ContractSection {...place} live={published.version} />
            <VersionsSection {...place} live={published.version} />
          </div>
        ) : (
          <Section title="Published contract">
            <NothingPublished {...place} />
          </Section>
        )}
        <InstancesSection {...place} />
        <CredentialsSection {...place} />
      </div>
    </>
  );
}

function NothingPublished({ service, environment }: { service: string; environment: string }) {
  const origin = useOrigin();
  const code = `BASE=${origin}/v1/services/${service}/environments/${environment}
AUTH="Authorization: Bearer $ACCORD_TOKEN"
JSON="Content-Type: application/json"

ETAG=$(curl -s -X PUT $BASE/draft -H "$AUTH" -H "$JSON" -d '{ "contract": {
  "schema": 1,
  "issuers": [{ "issuer": "https://auth.example.com", "algorithms": ["ES256"] }],
  "audiences": ["https://api.example.com/${service}"],
  "token_type": { "typ": ["at+jwt"] }
} }' | jq .etag)

curl -X POST $BASE/publish -H "$AUTH" -H "$JSON" \\
  -d "{ \\"reason\\": \\"First contract\\", \\"draft_etag\\": $ETAG }"`;
  return (
    <EmptyState
      icon={FileCheck}
      title="Publish the first contract"
      action={<CodeSnippet title="Shell" code={code} />}
    >
      Until then the instances of this environment get no policy and refuse every token. Save a draft, look at
      its findings, and publish it.
    </EmptyState>
  );
}
