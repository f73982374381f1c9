'use client';

import { Button, Checkbox, Field, Input, TextArea } from '@accord/ui';
import { ScanSearch } from 'lucide-react';
import { useState, type SubmitEvent } from 'react';
import { epochOfUtc } from '../shared/utc-time';
import type { Question } from './inspector-queries';
import { readPasted } from './pasted-token';

export interface TokenFormProps {
  text: string;
  onText: (text: string) => void;
  onAsk: (question: Omit<Question, 'id'>) => void;
  /** Why the role may not ask; null when it may. */
  blockedBecause: string | null;
}

/** A token, or claims, with the time and the request to judge for. What is pasted stays in this page's memory. */
export function TokenForm({ text, onText, onAsk, blockedBecause }: TokenFormProps) {
  const [at, setAt] = useState('');
  const [method, setMethod] = useState('GET');
  const [path, setPath] = useState('/');
  const [ignoresCase, setIgnoresCase] = useState(false);
  const [missing, setMissing] = useState(false);
  const ask = (event: SubmitEvent) => {
    event.preventDefault();
    const pasted = readPasted(text);
    setMissing(pasted === null);
    if (pasted === null || blockedBecause !== null) return;
    onAsk({
      pasted,
      at: epochOfUtc(at),
      request:
        path === '' ? undefined : { method: method || 'GET', path, case_insensitive_paths: ignoresCase },
    });
  };
  return (
    <form onSubmit={ask} noValidate autoComplete="off" className="flex flex-col gap-4">
      <Field
        label="Access token or claims"
        name="token"
        hint="Judged in memory, never stored, logged or put into an address. Still, prefer tokens of test accounts."
        error={missing ? 'Paste a token, or claims as JSON, first.' : undefined}
      >
        <TextArea
          rows={5}
          value={text}
          onChange={(event) => onText(event.currentTarget.value)}
          placeholder='eyJhbGciOi… or { "iss": … }'
          spellCheck={false}
          autoCapitalize="off"
        />
      </Field>
      <div className="grid gap-3 sm:grid-cols-[14rem_7rem_minmax(0,1fr)]">
        <Field
          label="At (UTC)"
          name="at"
          hint="Empty: now. Moves the clock only, not contract, keys and revocations."
        >
          <Input type="datetime-local" step="1" value={at} onValueChange={setAt} />
        </Field>
        <Field label="Method" name="method">
          <Input value={method} onValueChange={setMethod} maxLength={16} />
        </Field>
        <Field label="Path" name="path" hint="Route rules depend on it. Empty: no route matches.">
          <Input value={path} onValueChange={setPath} maxLength={2048} spellCheck={false} />
        </Field>
      </div>
      <div className="text-sm">
        <Checkbox
          label="The router ignores case"
          hint="As that of Express does: /Orders comes under the rules of /orders, too."
          checked={ignoresCase}
          onChange={setIgnoresCase}
        />
      </div>
      <div className="flex flex-wrap items-center gap-3">
        <Button type="submit" variant="primary" size="md" aria-disabled={blockedBecause !== null}>
          <ScanSearch aria-hidden="true" />
          Inspect
        </Button>
        {blockedBecause !== null && <p className="text-sm text-muted">{blockedBecause}</p>}
      </div>
    </form>
  );
}
