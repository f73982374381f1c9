'use client';

import { AboutView } from '@accord/contract/http';
import {
  PageHeader,
  RelativeTime,
  Section,
  SkeletonRows,
  Status,
  formatCount,
  formatDuration,
} from '@accord/ui';
import { useQuery } from '@tanstack/react-query';
import { CircleCheck, TriangleAlert } from 'lucide-react';
import { api } from '../../../lib/api';
import { usePollInterval } from '../../../lib/live/live-provider';
import { Fact } from '../../shared/fact';
import { QueryView } from '../../shared/query-view';

/** A replica that followed the log longer ago than this is not given traffic. */
const BEHIND_SECONDS = 10;

const FACTS = 'grid grid-cols-[auto_minmax(0,1fr)] gap-x-6 gap-y-1.5 text-sm';

/** What is installed, how it is doing, and by what figures it works. */
export function AboutPage() {
  const about = useQuery({
    queryKey: ['settings', 'about'],
    queryFn: ({ signal }) => api(AboutView, { method: 'GET', path: '/v1/about', signal }),
    refetchInterval: usePollInterval(),
  });
  return (
    <>
      <PageHeader
        title="About"
        hint="What is installed, how it is doing, and by what figures it works."
        actions={<DocsLinks />}
      />
      <QueryView query={about} skeleton={<SkeletonRows rows={6} label="Loading what is installed" />}>
        {(view) => (
          <div className="grid gap-x-12 gap-y-8 lg:grid-cols-2">
            <Installation view={view} />
            <Figures view={view} />
          </div>
        )}
      </QueryView>
    </>
  );
}

function DocsLinks() {
  const link = 'rounded-sm text-sm underline decoration-line-strong underline-offset-3 hover:text-accent';
  return (
    <span className="flex gap-4">
      <a href="/docs" className={link}>
        API documentation
      </a>
      <a href="/openapi.json" className={link}>
        OpenAPI document
      </a>
    </span>
  );
}

function Installation({ view }: { view: AboutView }) {
  const behind = view.now - view.log.as_of > BEHIND_SECONDS;
  const well = !behind && view.notes.length === 0;
  return (
    <Section title="Installation" hint="As the API that answers here says it.">
      <dl className={FACTS}>
        <Fact term="Version">{view.version}</Fact>
        <Fact term="Address">{view.public_url}</Fact>
        <Fact term="Health">
          <Status tone={well ? 'ok' : 'warn'} icon={well ? CircleCheck : TriangleAlert}>
            {well ? 'Well' : behind ? 'Behind the log' : 'Serves, with notes'}
          </Status>
          {view.notes.map((note) => (
            <p key={note}>{note}</p>
          ))}
        </Fact>
        <Fact term="Last change">
          number {formatCount(view.log.head)}, read <RelativeTime at={view.log.as_of} />
        </Fact>
      </dl>
    </Section>
  );
}

function Figures({ view: { settings, limits } }: { view: AboutView }) {
  return (
    <Section title="Settings and limits" hint="Settings come from the environment of the API.">
      <dl className={FACTS}>
        <Fact term="Services ask for policy">every {formatDuration(settings.poll_seconds)}</Fact>
        <Fact term="A question is held">up to {formatDuration(settings.long_poll_seconds)}</Fact>
        <Fact term="Services report">every {formatDuration(settings.report_seconds)}</Fact>
        <Fact term="Counts are kept">{settings.report_retention_days} days</Fact>
        <Fact term="Rotations are looked at">every {formatDuration(settings.rotation_tick_seconds)}</Fact>
        <Fact term="Sessions end">
          after {formatDuration(limits.session_idle_seconds)} without use, or{' '}
          {formatDuration(limits.session_seconds)}
        </Fact>
        <Fact term="Live credentials of one owner">{limits.live_credentials}</Fact>
        <Fact term="Revocations in one policy">{formatCount(limits.revocations_in_a_bundle)}</Fact>
        <Fact term="Requests of one person or token">{formatCount(limits.requests_per_minute)} a minute</Fact>
      </dl>
    </Section>
  );
}
