'use client';

import type { ScheduleView } from '@accord/contract/http';
import { Checkbox, useNotify } from '@accord/ui';
import { useState, type SubmitEvent } from 'react';
import { asProblem } from '../../lib/api-problem';
import { CommandProblem } from '../shared/command-problem';
import { ReasonField } from '../shared/reason-field';
import type { ValueChange } from '../shared/value-changes';
import { readSchedule, usePutSchedule } from './rotation-commands';
import { ScheduleConflict } from './schedule-conflict';
import { ScheduleFields } from './schedule-fields';
import {
  INPUT_FIELDS,
  SETTINGS_FIELDS,
  bodyOf,
  boundsOf,
  changesBetween,
  textErrors,
  valuesOf,
} from './schedule-form';

export interface ScheduleEditorProps {
  /** The form's id, for the button that submits it. */
  form: string;
  issuer: string;
  initial: ScheduleView;
  onSaved: () => void;
}

/** A draft of the schedule. A refusal keeps it, and stands at the field it is about. */
export function ScheduleEditor({ form, issuer, initial, onSaved }: ScheduleEditorProps) {
  const [base, setBase] = useState(initial);
  const [values, setValues] = useState(() => valuesOf(initial));
  const [wrong, setWrong] = useState<Record<string, string>>({});
  const [overwrites, setOverwrites] = useState<ValueChange[] | null>(null);
  const save = usePutSchedule(issuer);
  const notify = useNotify();
  const problem = save.error ? asProblem(save.error) : null;
  const refused = Object.fromEntries(
    (problem?.fieldErrors ?? []).map(({ path, message }) => [path.join('.'), message]),
  );
  const fields = { values, bounds: boundsOf(base, values), errors: { ...refused, ...wrong } };
  const change = (name: string, text: string) =>
    setValues((old) => ({ ...old, texts: { ...old.texts, [name]: text } }));

  const lookAgain = async () => {
    const current = await readSchedule(issuer, base.settings.alg);
    setOverwrites(changesBetween(base, current));
    setBase(current);
  };
  const submit = (event: SubmitEvent<HTMLFormElement>) => {
    event.preventDefault();
    const reason = new FormData(event.currentTarget).get('reason');
    const errors = textErrors(values);
    setWrong(errors);
    const body = typeof reason === 'string' ? bodyOf(base, values, reason) : null;
    if (save.isPending || body === null) return;
    save.mutate(
      { body, version: base.version },
      {
        onSuccess: () => {
          notify({ tone: 'ok', title: 'Schedule saved' });
          onSaved();
        },
        onError: (error) => {
          if (asProblem(error).status === 412) void lookAgain();
        },
      },
    );
  };
  return (
    <form id={form} onSubmit={submit} className="flex flex-col gap-5">
      {overwrites !== null && <ScheduleConflict changes={overwrites} />}
      <CommandProblem error={problem?.status === 412 ? null : problem} />
      <ScheduleFields fields={SETTINGS_FIELDS} {...fields} onChange={change} />
      <Checkbox
        label="Paused"
        hint="Nothing is published, activated or removed by itself."
        checked={values.paused}
        onChange={(paused) => setValues((old) => ({ ...old, paused }))}
      />
      <fieldset>
        <legend className="mb-2 text-sm font-semibold">What the minima are computed from</legend>
        <ScheduleFields fields={INPUT_FIELDS} {...fields} onChange={change} />
        <Kept view={base} />
      </fieldset>
      <ReasonField />
    </form>
  );
}

/** What an edit here leaves alone. */
function Kept({ view }: { view: ScheduleView }) {
  const plain = view.inputs.plain_verifiers.map(({ name }) => name);
  const kept = [
    ...(plain.length > 0 ? [`verifiers without the SDK (${plain.join(', ')})`] : []),
    ...(view.settings.freezes.length > 0 ? [`${view.settings.freezes.length} freezes`] : []),
  ];
  if (kept.length === 0) return null;
  return (
    <p className="mt-3 text-xs text-muted">Kept as they are: {kept.join(' and ')}. The API changes them.</p>
  );
}
