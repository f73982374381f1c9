'use client';

import { FAILURE_GROUPS, type FailureGroup } from '@accord/contract';
import type { InspectedCheck, InspectedChecks } from '@accord/contract/http';
import { Section, SkeletonRows, Status, ToggleGroup } from '@accord/ui';
import { CircleCheck, CircleDashed, CircleSlash, CircleX, type LucideIcon } from 'lucide-react';
import { useEffect, useRef } from 'react';
import { OUTCOME_WORDS } from '../failures/reason-words';
import { useService } from '../services/services-queries';
import { QueryView } from '../shared/query-view';
import { groupState, type GroupState } from './group-state';
import { useChecks, type Cell, type Question } from './inspector-queries';
import { VerdictStatus } from './verdict-matrix';

const GROUPS = Object.keys(FAILURE_GROUPS) as FailureGroup[];

const LOOKS: Readonly<
  Record<GroupState, { tone: 'ok' | 'danger' | 'neutral'; icon: LucideIcon; word: string }>
> = {
  passed: { tone: 'ok', icon: CircleCheck, word: 'Passed' },
  failed: { tone: 'danger', icon: CircleX, word: 'Failed' },
  not_reached: { tone: 'neutral', icon: CircleDashed, word: 'Not reached' },
  assumed: { tone: 'neutral', icon: CircleDashed, word: 'Taken as good' },
  partly_assumed: { tone: 'neutral', icon: CircleDashed, word: 'Partly taken as good' },
  not_checked: { tone: 'neutral', icon: CircleSlash, word: 'Only a running instance can tell' },
};

const SOURCES = [
  { value: 'published', label: 'Published' },
  { value: 'draft', label: 'Draft' },
];

export interface ChecksSectionProps {
  question: Question;
  cell: Cell;
  onChoose: (cell: Cell) => void;
}

/** Whether there is a draft now, which may be written or published while one looks; undefined while that is being read. */
function useHasDraft({ service, environment }: Cell): boolean | undefined {
  return useService(service).data?.environments.find((entry) => entry.environment === environment)?.has_draft;
}

/** The checks of one place in the order in which validators run them. */
export function ChecksSection({ question, cell, onChoose }: ChecksSectionProps) {
  const hasDraft = useHasDraft(cell);
  const source = hasDraft === false ? 'published' : cell.source;
  const query = useChecks(question, { ...cell, source });
  const ref = useRef<HTMLDivElement>(null);
  useEffect(() => {
    ref.current?.scrollIntoView({ block: 'nearest' });
  }, [cell.service, cell.environment]);
  return (
    <div ref={ref} className="scroll-mt-16">
      <Section
        title={`Checks of ${cell.service} in ${cell.environment}`}
        hint="In the order in which every validator runs them; the first that fails is the token’s reason."
        actions={
          hasDraft ? (
            <ToggleGroup
              label="Contract"
              options={SOURCES}
              value={source}
              onChange={(value) => onChoose({ ...cell, source: value === 'draft' ? 'draft' : 'published' })}
            />
          ) : (
            hasDraft === false && <p className="text-xs text-muted">There is no draft here to judge with.</p>
          )
        }
      >
        <QueryView query={query} skeleton={<SkeletonRows rows={8} label="Reading the checks" />}>
          {(answer) => <Checks answer={answer} claimsOnly={'claims' in question.pasted} />}
        </QueryView>
      </Section>
    </div>
  );
}

function Checks({ answer, claimsOnly }: { answer: InspectedChecks; claimsOnly: boolean }) {
  const { verdict } = answer;
  const passed = claimsOnly ? 'Every check of the claims passed.' : 'Every check passed.';
  return (
    <>
      <div className="mb-4 flex flex-wrap items-baseline gap-x-4 gap-y-1 text-sm">
        <VerdictStatus outcome={verdict.outcome} />
        <span className="text-muted">
          {answer.detail ?? passed}{' '}
          {verdict.contract_version > 0 &&
            (answer.source === 'draft'
              ? `With the draft, which would become version ${verdict.contract_version}.`
              : `Contract version ${verdict.contract_version}.`)}
        </span>
      </div>
      <ol className="flex flex-col gap-4">
        {GROUPS.map((group) => (
          <Group key={group} group={group} checks={answer.checks.filter((check) => check.group === group)} />
        ))}
      </ol>
    </>
  );
}

function Group({ group, checks }: { group: FailureGroup; checks: readonly InspectedCheck[] }) {
  const failed = checks.filter((check) => check.state === 'failed');
  const { tone, icon, word } = LOOKS[groupState(checks)];
  return (
    <li className="grid gap-x-4 gap-y-1 text-sm sm:grid-cols-[9rem_minmax(0,1fr)]">
      <div>
        <h3 className="font-medium capitalize">{group}</h3>
        <Status tone={tone} icon={icon}>
          <span className="text-xs whitespace-normal">{word}</span>
        </Status>
      </div>
      <div className="flex min-w-0 flex-col gap-2">
        {failed.map((check) => (
          <Failed key={`${check.group} ${check.reason}`} check={check} />
        ))}
        <details className="text-xs text-muted">
          <summary className="w-fit cursor-pointer rounded-sm">
            {checks.length} {checks.length === 1 ? 'check' : 'checks'}
          </summary>
          <ul className="mt-1 flex flex-col gap-1">
            {checks.map((check, index) => (
              <li key={index} className="flex flex-wrap gap-x-3">
                <Status tone={LOOKS[check.state].tone} icon={LOOKS[check.state].icon}>
                  {LOOKS[check.state].word}
                </Status>
                <code>{check.reason}</code>
              </li>
            ))}
          </ul>
        </details>
      </div>
    </li>
  );
}

function Failed({ check }: { check: InspectedCheck }) {
  const { explanation, reason } = check;
  return (
    <div className="rounded-md border border-danger px-3 py-2">
      <p>
        <code className="font-medium text-danger">{reason}</code>{' '}
        <span className="text-muted">{OUTCOME_WORDS[reason]}</span>
      </p>
      {explanation && (
        <dl className="mt-1 grid gap-x-3 gap-y-0.5 sm:grid-cols-[5rem_minmax(0,1fr)]">
          <dt className="text-muted">Expected</dt>
          <dd className="wrap-anywhere">{explanation.expected}</dd>
          <dt className="text-muted">Actual</dt>
          <dd className="wrap-anywhere">{explanation.actual}</dd>
          <dt className="text-muted">What to do</dt>
          <dd>{explanation.fix}</dd>
        </dl>
      )}
    </div>
  );
}
