'use client';

import type { FirstRunPlace, FirstRunView } from '@accord/contract/http';
import { explainReading } from '@accord/rotation';
import type { ButtonVariant } from '@accord/ui';
import Link from 'next/link';
import { CreateIssuer } from '../rotation/create-issuer';
import { CreateCredential } from '../services/create-credential';
import { CreateService } from '../services/create-service';
import { servicePath } from '../services/service-path';
import { useSession } from '../session/session-queries';
import { ContractStep } from './contract-step';
import { linkClass } from './link-class';
import type { StartStep, StepId } from './start-steps';
import { BadTokenStep, GoodTokenStep, InstanceStep } from './verdict-steps';

function Action({ children, words }: { children: React.ReactNode; words: string }) {
  return (
    <>
      <p>{words}</p>
      <div className="mt-3">{children}</div>
    </>
  );
}

interface OpenStepProps {
  id: StepId;
  view: FirstRunView;
  variant: ButtonVariant;
}

/** What there is to do for a step that is not done, or what has to be done before. */
function OpenStep({ id, view: { issuer, place }, variant }: OpenStepProps) {
  if (id === 'issuer') {
    return (
      <Action words="Whose keys sign them: a product that publishes its keys, or keys that Accord makes.">
        <CreateIssuer variant={variant} />
      </Action>
    );
  }
  if (id === 'service') {
    return (
      <Action words="What checks tokens: an API, a gateway, a worker.">
        <CreateService variant={variant} />
      </Action>
    );
  }
  if (place === null) return <p>Comes after the service.</p>;
  switch (id) {
    case 'contract':
      return issuer === null ? (
        <p>Comes after the issuer.</p>
      ) : (
        <ContractStep key={place.service} issuer={issuer} place={place} variant={variant} />
      );
    case 'instance':
      return place.credential ? <InstanceStep {...place} /> : <p>Comes after the credential.</p>;
    case 'good':
      return place.instances === 0 ? (
        <p>Comes after the instance.</p>
      ) : (
        <GoodTokenStep place={place} issuer={issuer} />
      );
    case 'bad':
      return place.instances === 0 ? <p>Comes after the instance.</p> : <BadTokenStep {...place} />;
    case 'log-in':
    case 'credential':
      return null;
  }
}

function FoundIssuer({ issuer }: { issuer: NonNullable<FirstRunView['issuer']> }) {
  const trouble =
    issuer.kind === 'external' ? explainReading(issuer.last_fetched_at, issuer.last_fetch_error) : null;
  return (
    <>
      <p>
        <Link href={`/rotation?issuer=${encodeURIComponent(issuer.name)}`} className={linkClass}>
          {issuer.name}
        </Link>{' '}
        <span className="break-all">{issuer.issuer}</span>
      </p>
      {trouble !== null && (
        <p className="text-warn">
          {trouble}. {issuer.last_fetch_error}
        </p>
      )}
    </>
  );
}

/** What came of a step, and where to see it. */
function DoneStep({ id, view: { issuer, place } }: { id: StepId; view: FirstRunView }) {
  const { data } = useSession();
  if (id === 'log-in') return <p>{data ? `You are ${data.principal.name}.` : null}</p>;
  if (id === 'issuer') {
    return issuer === null ? null : <FoundIssuer issuer={issuer} />;
  }
  if (place === null) return null;
  const { service, environment } = place;
  const here = servicePath(service, environment);
  const failures = `/failures?${new URLSearchParams({ service, environment })}`;
  switch (id) {
    case 'service':
      return (
        <Link href={servicePath(service)} className={linkClass}>
          {service}
        </Link>
      );
    case 'contract':
      return (
        <Link href={here} className={linkClass}>
          In force in {environment}
        </Link>
      );
    case 'instance':
      return (
        <Link href={`/fleet?search=${encodeURIComponent(service)}`} className={linkClass}>
          {place.instances === 1 ? 'One instance polls' : `${place.instances} instances poll`}
        </Link>
      );
    case 'good':
      return (
        <Link href={`${failures}&accepted=true`} className={linkClass}>
          Accepted, and counted
        </Link>
      );
    case 'bad':
      return (
        <Link href={failures} className={linkClass}>
          Refused; see the reason
        </Link>
      );
    case 'credential':
      return null;
  }
}

interface CredentialStepProps {
  done: boolean;
  place: FirstRunPlace;
  variant: ButtonVariant;
}

/**
 * One element for both states: the dialog with the secret must not go when the step ticks itself, which it does as soon
 * as the credential is made.
 */
function CredentialStep({ done, place, variant }: CredentialStepProps) {
  const { service, environment } = place;
  return (
    <>
      <p>
        {done
          ? `For ${service} in ${environment}. A secret that was lost cannot be shown again: make another one.`
          : `With the code and the variables that ${service} needs to start.`}
      </p>
      <div className="mt-3">
        <CreateCredential service={service} environment={environment} variant={variant} />
      </div>
    </>
  );
}

export interface StepContentProps {
  step: StartStep;
  view: FirstRunView;
  /** The first one that is not done: only its button is the one to press. */
  current: boolean;
}

export function StepContent({ step: { id, done }, view, current }: StepContentProps) {
  const variant = current ? 'primary' : 'secondary';
  if (id === 'credential' && view.place) {
    return <CredentialStep done={done} place={view.place} variant={variant} />;
  }
  return done ? <DoneStep id={id} view={view} /> : <OpenStep id={id} view={view} variant={variant} />;
}
