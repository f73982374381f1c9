'use client';

import { Button, Field, Input, TextArea } from '@accord/ui';
import { ScanSearch } from 'lucide-react';
import { useState, type SubmitEvent } from 'react';
import { cleanToken } from './decode-token';
import type { Question } from './inspector-queries';

export interface TokenFormProps {
  token: string;
  onToken: (token: string) => void;
  onAsk: (question: Omit<Question, 'id'>) => void;
  /** Why the role may not ask; null when it may. */
  blockedBecause: string | null;
}

/** Epoch seconds of what a `datetime-local` control holds, read as UTC; undefined for now. */
function epochOf(value: string): number | undefined {
  const ms = Date.parse(`${value}Z`);
  return Number.isNaN(ms) ? undefined : Math.floor(ms / 1_000);
}

/** The token with the time and the request that it is judged for. It stays in this page's memory. */
export function TokenForm({ token, onToken, onAsk, blockedBecause }: TokenFormProps) {
  const [at, setAt] = useState('');
  const [method, setMethod] = useState('GET');
  const [path, setPath] = useState('/');
  const [missing, setMissing] = useState(false);
  const ask = (event: SubmitEvent) => {
    event.preventDefault();
    const cleaned = cleanToken(token);
    setMissing(cleaned === '');
    if (cleaned === '' || blockedBecause !== null) return;
    onAsk({
      token: cleaned,
      at: epochOf(at),
      request: path === '' ? undefined : { method: method || 'GET', path },
    });
  };
  return (
    <form onSubmit={ask} noValidate autoComplete="off" className="flex flex-col gap-4">
      <Field
        label="Access token"
        name="token"
        hint="Judged in memory, never stored, logged or put into an address. Still, prefer tokens of test accounts."
        error={missing ? 'Paste a token first.' : undefined}
      >
        <TextArea
          rows={5}
          value={token}
          onChange={(event) => onToken(event.currentTarget.value)}
          placeholder="eyJhbGciOi…"
          spellCheck={false}
          autoCapitalize="off"
        />
      </Field>
      <div className="grid gap-3 sm:grid-cols-[14rem_7rem_minmax(0,1fr)]">
        <Field label="At (UTC)" name="at" hint="Empty: now.">
          <Input type="datetime-local" step="1" value={at} onValueChange={setAt} />
        </Field>
        <Field label="Method" name="method">
          <Input value={method} onValueChange={setMethod} maxLength={16} />
        </Field>
        <Field label="Path" name="path" hint="Route rules depend on it. Empty: no route matches.">
          <Input value={path} onValueChange={setPath} maxLength={2048} spellCheck={false} />
        </Field>
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
