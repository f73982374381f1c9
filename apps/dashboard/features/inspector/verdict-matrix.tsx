'use client';

import type { Inspection, InspectedService } from '@accord/contract/http';
import { EmptyState, Field, Input, Section, Select, SkeletonRows, Status, TimeText, cx } from '@accord/ui';
import { CircleCheck, CircleX, SearchX } from 'lucide-react';
import { LoadMore } from '../shared/load-more';
import { QueryView } from '../shared/query-view';
import { useSettled } from '../shared/use-settled';
import { useMatrix, type Cell, type Question } from './inspector-queries';

export interface VerdictMatrixProps {
  question: Question;
  search: string;
  environment: string;
  onFilter: (next: { search?: string; environment?: string }) => void;
  environments: readonly string[];
  chosen: Cell | null;
  onChoose: (cell: Cell) => void;
}

type Verdict = InspectedService['verdicts'][number];

/** What every service says in every environment; a cell leads to its checks. */
export function VerdictMatrix(props: VerdictMatrixProps) {
  const { question, search, environment, onFilter, environments } = props;
  const query = useMatrix(question, useSettled(search), environment);
  const options = [
    { value: '', label: 'All environments' },
    ...environments.map((value) => ({ value, label: value })),
  ];
  return (
    <Section
      title="Verdicts"
      hint="By the validator’s own code, over the policy that each service gets. Choose one to see its checks."
      actions={
        <>
          <Field label="Search services" name="search" labelHidden>
            <Input
              type="search"
              placeholder="Search services"
              value={search}
              onValueChange={(value) => onFilter({ search: value })}
              className="w-48"
            />
          </Field>
          <Select
            label="Environment"
            labelHidden
            options={options}
            value={environment}
            onChange={(value) => onFilter({ environment: value })}
          />
        </>
      }
    >
      <QueryView query={query} skeleton={<SkeletonRows rows={4} label="Judging the token" />}>
        {({ pages }) => {
          const rows = pages.flatMap((page) => page.items);
          const [first] = pages;
          if (!first || rows.length === 0) return <NothingToJudge search={search} />;
          return (
            <>
              <Summary rows={rows} at={first.at} partial={query.hasNextPage} question={question} />
              <Matrix {...props} environments={first.environments} rows={rows} />
              <LoadMore query={query} />
            </>
          );
        }}
      </QueryView>
    </Section>
  );
}

interface SummaryProps {
  rows: Inspection['items'];
  at: number;
  partial: boolean;
  question: Question;
}

function Summary({ rows, at, partial, question: { pasted, request } }: SummaryProps) {
  const what = 'claims' in pasted ? 'a well-signed token with these claims' : 'it';
  const cells = rows.flatMap((row) => row.verdicts);
  const accepted = cells.filter((cell) => cell.outcome === 'accepted').length;
  return (
    <p className="mb-2 text-sm text-muted" role="status">
      {accepted} of {cells.length} {partial ? 'shown places accept' : 'places accept'} {what}
      {request && (
        <>
          {' '}
          for{' '}
          <code className="break-all">
            {request.method} {request.path}
          </code>
        </>
      )}
      , judged at <TimeText at={at} precision="second" />.
    </p>
  );
}

function Matrix({
  rows,
  environments,
  chosen,
  onChoose,
}: VerdictMatrixProps & { rows: Inspection['items'] }) {
  return (
    <div
      className="overflow-x-auto"
      tabIndex={0}
      role="group"
      aria-label="Verdicts by service and environment"
    >
      <table className="w-full border-collapse text-sm">
        <caption className="sr-only">Verdict of every service in every environment</caption>
        <thead>
          <tr>
            <th scope="col" className="h-8 border-b pr-3 text-left text-xs font-medium text-muted">
              Service
            </th>
            {environments.map((name) => (
              <th
                key={name}
                scope="col"
                className="h-8 border-b px-1 text-left text-xs font-medium text-muted sm:px-3"
              >
                {name}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <tr key={row.service} className="border-b">
              <th scope="row" className="py-1 pr-3 text-left font-medium">
                {row.title}
                {row.title !== row.service && (
                  <code className="block text-xs font-normal text-muted">{row.service}</code>
                )}
              </th>
              {row.verdicts.map((verdict) => (
                <td key={verdict.environment} className="py-1 sm:px-1">
                  <VerdictCell service={row.service} verdict={verdict} chosen={chosen} onChoose={onChoose} />
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

interface VerdictCellProps extends Pick<VerdictMatrixProps, 'chosen' | 'onChoose'> {
  service: string;
  verdict: Verdict;
}

function VerdictCell({ service, verdict, chosen, onChoose }: VerdictCellProps) {
  const { environment, outcome } = verdict;
  const current = chosen?.service === service && chosen.environment === environment;
  return (
    <button
      type="button"
      aria-pressed={current}
      aria-label={`${service} in ${environment}: ${outcome}`}
      onClick={() => onChoose({ service, environment, source: 'published' })}
      className={cx(
        'w-full rounded-sm px-1 py-1.5 text-left hover:bg-hover sm:px-2',
        current && 'bg-accent-soft',
      )}
    >
      <VerdictStatus outcome={outcome} />
      {verdict.enforcement === 'report_only' && <span className="block text-xs text-muted">report only</span>}
      {verdict.has_draft && <span className="block text-xs text-muted">has a draft</span>}
    </button>
  );
}

/** A verdict in one line: the word is the stable name. */
export function VerdictStatus({ outcome }: { outcome: Verdict['outcome'] }) {
  if (outcome === 'accepted') {
    return (
      <Status tone="ok" icon={CircleCheck}>
        accepted
      </Status>
    );
  }
  const nothing = outcome === 'contract_missing';
  return (
    <Status tone={nothing ? 'neutral' : 'danger'} icon={CircleX}>
      <code>{outcome}</code>
    </Status>
  );
}

function NothingToJudge({ search }: { search: string }) {
  return (
    <EmptyState icon={SearchX} title={search ? `No service matches “${search}”` : 'There is no service yet'}>
      {search
        ? 'Names, titles and owners are searched. Shorten the text, or clear it.'
        : 'Create a service and publish a contract for it; then its verdict shows up here.'}
    </EmptyState>
  );
}
