import type { IssuerView } from '@accord/contract/http';
import { explainReading } from '@accord/rotation';
import { Badge, CopyButton, RelativeTime, Status, plural } from '@accord/ui';
import { CircleCheck, TriangleAlert } from 'lucide-react';

/** Which issuer this is, in a line. */
export function IssuerFacts({ issuer }: { issuer: IssuerView }) {
  return (
    <div className="mb-4 flex flex-wrap items-center gap-x-3 gap-y-1 text-sm text-muted">
      <Badge tone="neutral">{issuer.kind === 'managed' ? 'Keys made by Accord' : 'External issuer'}</Badge>
      <span className="inline-flex min-w-0 items-center gap-1">
        <code className="break-all text-text">{issuer.issuer}</code>
        <CopyButton text={issuer.issuer} label="Copy the issuer" />
      </span>
      <span>{issuer.algorithms.join(', ')}</span>
      <span>{plural(issuer.keys_in_jwks, 'key', 'keys')} in the JWKS</span>
    </div>
  );
}

/** An issuer that keeps its own keys: what was observed of them. */
export function ExternalIssuer({ issuer }: { issuer: IssuerView }) {
  const trouble = explainReading(issuer.last_fetched_at, issuer.last_fetch_error);
  return (
    <dl className="grid max-w-2xl gap-x-6 gap-y-2 text-sm sm:grid-cols-[160px_1fr]">
      <dt className="text-muted">JWKS</dt>
      <dd>
        <code className="break-all">{issuer.jwks_uri ?? 'from the discovery document'}</code>
      </dd>
      <dt className="text-muted">Last read</dt>
      <dd>{issuer.last_fetched_at === null ? 'never' : <RelativeTime at={issuer.last_fetched_at} />}</dd>
      <dt className="text-muted">State</dt>
      <dd>
        {trouble === null ? (
          <Status tone="ok" icon={CircleCheck}>
            The keys can be read
          </Status>
        ) : (
          <Status wrap tone={issuer.last_fetch_error === null ? 'warn' : 'danger'} icon={TriangleAlert}>
            {trouble}
          </Status>
        )}
        {issuer.last_fetch_error !== null && <p className="text-muted">{issuer.last_fetch_error}</p>}
      </dd>
    </dl>
  );
}
