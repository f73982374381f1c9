'use client';

import type { ValidationContract } from '@accord/contract';
import { CodeSnippet, ToggleGroup } from '@accord/ui';
import { parseAsStringLiteral, useQueryState } from 'nuqs';
import { MarkedText } from '../shared/marked-text';
import { contractInWords } from './contract-words';

const VIEWS = ['words', 'json'] as const;
const OPTIONS = [
  { value: 'words', label: 'In words' },
  { value: 'json', label: 'JSON' },
];

function useContractForm() {
  return useQueryState('contract', parseAsStringLiteral(VIEWS).withDefault('words'));
}

/** Words or JSON; the choice is part of the address. */
export function ContractFormToggle() {
  const [form, setForm] = useContractForm();
  return (
    <ToggleGroup
      label="Show the contract as"
      options={OPTIONS}
      value={form}
      onChange={(value) => void setForm(value === 'json' ? 'json' : 'words')}
    />
  );
}

export function ContractView({ contract, title }: { contract: ValidationContract; title: string }) {
  const [form] = useContractForm();
  if (form === 'json') return <CodeSnippet title={title} code={JSON.stringify(contract, null, 2)} tall />;
  return <ContractWords contract={contract} />;
}

/** What a contract demands, part by part in sentences. */
export function ContractWords({ contract }: { contract: ValidationContract }) {
  return (
    <dl className="flex flex-col divide-y">
      {contractInWords(contract).map((part) => (
        <div key={part.title} className="grid gap-x-4 gap-y-0.5 py-2 first:pt-0 sm:grid-cols-[112px_1fr]">
          <dt className="text-sm font-medium text-muted">{part.title}</dt>
          <dd className="flex min-w-0 flex-col gap-1 text-sm">
            {part.sentences.map((sentence) => (
              <p key={sentence}>
                <MarkedText text={sentence} />
              </p>
            ))}
          </dd>
        </div>
      ))}
    </dl>
  );
}
