'use client';

import type { FirstRunPlace } from '@accord/contract/http';
import { CodeSnippet } from '@accord/ui';
import { LoaderCircle } from 'lucide-react';

/** Something that happens elsewhere and shows here by itself. */
function Waiting({ children }: { children: React.ReactNode }) {
  return (
    <p role="status" className="flex items-start gap-2 text-info">
      <LoaderCircle aria-hidden="true" className="mt-0.5 size-4 shrink-0 motion-safe:animate-spin" />
      <span>{children}</span>
    </p>
  );
}

export function InstanceStep({ service, environment }: FirstRunPlace) {
  return (
    <>
      <Waiting>
        Waiting for your instance of {service} in {environment}…
      </Waiting>
      <p className="mt-1">
        Start it with the variables and the code of the credential; it appears here with its first poll. If it
        does not, its log says why.
      </p>
    </>
  );
}

export function GoodTokenStep({ service }: FirstRunPlace) {
  return (
    <>
      <Waiting>Waiting for a token that {service} accepts. Instances report once a minute…</Waiting>
      <div className="mt-3 max-w-2xl">
        <CodeSnippet
          title="With a token of your issuer"
          code={'curl -i -H "Authorization: Bearer $TOKEN" http://localhost:8080/'}
        />
      </div>
    </>
  );
}

export function BadTokenStep({ service }: FirstRunPlace) {
  return (
    <>
      <Waiting>Waiting for one that {service} refuses…</Waiting>
      <div className="mt-3 max-w-2xl">
        <CodeSnippet
          title="With anything else"
          code={'curl -i -H "Authorization: Bearer not-a-token" http://localhost:8080/'}
        />
      </div>
    </>
  );
}
