'use client';

import type { FirstRunView } from '@accord/contract/http';
import { Button, PageHeader, SkeletonRows, buttonClass } from '@accord/ui';
import { CircleCheck } from 'lucide-react';
import Link from 'next/link';
import { QueryView } from '../shared/query-view';
import { setStartDismissed, useStartDismissed } from './start-dismissal';
import { useFirstRun } from './start-queries';
import { startSteps } from './start-steps';
import { StepContent } from './step-content';
import { StepItem } from './step-item';

/** From nothing to the first verdicts. Every step ticks itself when it has happened, wherever it was done. */
export function StartPage() {
  const query = useFirstRun();
  return (
    <div className="mx-auto max-w-3xl">
      <PageHeader
        title="Get started"
        hint="From an empty installation to the first verdicts. Each step ticks itself when it has happened, also when it was done elsewhere."
      />
      <QueryView query={query} skeleton={<SkeletonRows rows={8} label="Loading the steps" />}>
        {(view) => <Steps view={view} />}
      </QueryView>
    </div>
  );
}

function Steps({ view }: { view: FirstRunView }) {
  const steps = startSteps(view);
  const current = steps.find(({ done }) => !done);
  const done = steps.filter((step) => step.done).length;
  return (
    <>
      <div className="mb-4 flex items-center gap-3">
        <progress
          value={done}
          max={steps.length}
          aria-label="Steps done"
          className="h-1.5 flex-1 appearance-none overflow-hidden rounded-full bg-sunken [&::-moz-progress-bar]:bg-accent [&::-webkit-progress-bar]:bg-sunken [&::-webkit-progress-value]:bg-accent"
        />
        <p className="text-xs whitespace-nowrap text-muted" role="status">
          {done} of {steps.length} done
        </p>
        {current !== undefined && <Dismissal />}
      </div>
      {current === undefined && <Complete />}
      <ol className="overflow-hidden rounded-lg border">
        {steps.map((step, index) => (
          <StepItem key={step.id} step={step} number={index + 1} current={step === current}>
            <StepContent step={step} view={view} current={step === current} />
          </StepItem>
        ))}
      </ol>
    </>
  );
}

function Complete() {
  return (
    <div className="mb-4 flex flex-wrap items-center gap-x-4 gap-y-3 rounded-lg bg-ok-soft px-4 py-3 text-sm">
      <CircleCheck aria-hidden="true" className="size-5 shrink-0 text-ok" />
      <p className="min-w-0 flex-1 basis-60">
        <span className="font-medium">It works.</span> One contract, enforced and counted. Connect the next
        service, or see what happens to this one.
      </p>
      <Link href="/services" className={buttonClass('primary', 'md')}>
        Go to services
      </Link>
    </div>
  );
}

function Dismissal() {
  const dismissed = useStartDismissed();
  return (
    <Button variant="ghost" size="sm" onClick={() => setStartDismissed(!dismissed)}>
      {dismissed ? 'Show in the navigation' : 'Hide from the navigation'}
    </Button>
  );
}
