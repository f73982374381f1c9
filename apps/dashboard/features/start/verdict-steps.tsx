'use client';

import type { FirstRunPlace, FirstRunView } from '@accord/contract/http';
import { CodeSnippet } from '@accord/ui';
import { LoaderCircle } from 'lucide-react';
import Link from 'next/link';
import { linkClass } from './link-class';

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

/** An issuer with keys of its own signs already; one whose keys Accord makes has to fetch them first. */
function SigningKeySteps({ issuer }: { issuer: string }) {
  return (
    <p className="mt-2">
      Accord makes the keys of <code>{issuer}</code>, so its authorization server has to fetch the one that it
      signs with. Make it a credential in{' '}
      <Link href="/settings/credentials?kind=issuer" className={linkClass}>
        Settings, Credentials
      </Link>
      . With that it calls <code>PUT /v1/signing-key/encryption-key</code> once, then{' '}
      <code>GET /v1/signing-key</code>. “Set an issuer up” in docs/rotate-keys.md shows both.
    </p>
  );
}

export interface GoodTokenStepProps {
  place: FirstRunPlace;
  issuer: FirstRunView['issuer'];
}

export function GoodTokenStep({ place: { service }, issuer }: GoodTokenStepProps) {
  return (
    <>
      <Waiting>Waiting for a token that {service} accepts. Instances report once a minute…</Waiting>
      {issuer?.kind === 'managed' && <SigningKeySteps issuer={issuer.name} />}
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
