'use client';

import { EmptyState, PageHeader } from '@accord/ui';
import { ScanSearch } from 'lucide-react';
import { debounce, parseAsString, useQueryStates } from 'nuqs';
import { useState } from 'react';
import { useEnvironmentNames } from '../services/environment-names';
import { useBlockedBecause } from '../session/session-queries';
import { ChecksSection } from './checks-section';
import { DecodedTokenView } from './decoded-token';
import type { Cell, Question } from './inspector-queries';
import { isSamePasted, readPasted } from './pasted-token';
import { TokenForm } from './token-form';
import { VerdictMatrix } from './verdict-matrix';

/** Filters are in the address; the token never is. */
const parsers = {
  search: parseAsString.withDefault('').withOptions({ limitUrlUpdates: debounce(250) }),
  environment: parseAsString.withDefault(''),
};

export function InspectorPage() {
  const [text, setText] = useState('');
  const [question, setQuestion] = useState<Question | null>(null);
  const [cell, setCell] = useState<Cell | null>(null);
  const [filters, setFilters] = useQueryStates(parsers);
  const environments = useEnvironmentNames();
  const blockedBecause = useBlockedBecause('inspector:use');
  const ask = (asked: Omit<Question, 'id'>) =>
    setQuestion((before) => ({ ...asked, id: (before?.id ?? 0) + 1 }));
  const isOfBefore = question !== null && !isSamePasted(question.pasted, readPasted(text));
  return (
    <>
      <PageHeader
        title="Inspector"
        hint="Why is this token refused? What every service says to it, and which check decided."
      />
      <div className="grid gap-x-10 gap-y-8 lg:grid-cols-[minmax(0,3fr)_minmax(0,2fr)]">
        <TokenForm text={text} onText={setText} onAsk={ask} blockedBecause={blockedBecause} />
        <DecodedTokenView text={text} />
      </div>
      <div className="mt-10 flex flex-col gap-10">
        {isOfBefore && <OfBefore />}
        {question === null ? (
          <EmptyState icon={ScanSearch} title="No token inspected yet">
            Paste a token that was refused, or claims as JSON, and press Inspect. Set a time to move the
            clock: contract, keys and revocations stay those of now.
          </EmptyState>
        ) : (
          <VerdictMatrix
            question={question}
            search={filters.search}
            environment={filters.environment}
            onFilter={(next) => void setFilters(next)}
            environments={environments}
            chosen={cell}
            onChoose={setCell}
          />
        )}
        {question !== null && cell !== null && (
          <ChecksSection question={question} cell={cell} onChoose={setCell} />
        )}
      </div>
    </>
  );
}

/** Another token does not take away the answer about the last one: somebody may be reading it. */
function OfBefore() {
  return (
    <p role="status" className="rounded-md bg-warn-soft px-3 py-2 text-sm">
      The verdicts below are of what was inspected before. Press Inspect to judge what stands above now.
    </p>
  );
}
