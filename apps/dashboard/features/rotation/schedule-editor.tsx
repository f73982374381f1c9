'use client';

import type { ScheduleView } from '@accord/contract/http';
import { Checkbox, useNotify } from '@accord/ui';
import { useRef, useState, type SubmitEvent } from 'react';
import { asProblem } from '../../lib/api-problem';
import { textOf } from '../shared/form-text';
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
  fieldErrors,
  inFormWords,
  valuesOf,
  type ScheduleValues,
} from './schedule-form';
import { ScheduleFreezes } from './schedule-freezes';
import { ScheduleRefusal } from './schedule-refusal';
import { ScheduleVerifiers } from './schedule-verifiers';
import { useLeadToError } from './use-lead-to-error';

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
  const [bounds, setBounds] = useState(() => boundsOf(initial, valuesOf(initial)));
  const [wrong, setWrong] = useState<Record<string, string> | null>(null);
  const [overwrites, setOverwrites] = useState<ValueChange[] | null>(null);
  const save = usePutSchedule(issuer);
  const notify = useNotify();
  const ref = useRef<HTMLFormElement>(null);
  useLeadToError(ref, wrong ?? save.error);
  useLeadToError(ref, overwrites);

  const fields = { values, bounds, errors: wrong ?? refusedFields(save.error) };
  const forgetRefusal = () => {
    setWrong(null);
    if (!save.isPending) save.reset();
  };
  const edit = (part: Partial<ScheduleValues>) => {
    const next = { ...values, ...part };
    setValues(next);
    // The last minima stay while a field holds no number.
    setBounds((last) => boundsOf(base, next) ?? last);
    // What was refused stands by the place of its row, which is another one now.
    if (rowsIn(next) !== rowsIn(values)) forgetRefusal();
  };
  const change = (name: string, text: string) => edit({ texts: { ...values.texts, [name]: text } });
  const lookAgain = async () => {
    const current = await readSchedule(issuer, base.settings.alg);
    setOverwrites(changesBetween(base, current));
    setBase(current);
  };
  const submit = (event: SubmitEvent<HTMLFormElement>) => {
    event.preventDefault();
    if (save.isPending) return;
    const body = bodyOf(base, values, textOf(new FormData(event.currentTarget), 'reason'));
    setWrong(body === null ? fieldErrors(base, values) : null);
    if (body === null) {
      save.reset();
      return;
    }
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
    <form ref={ref} id={form} onSubmit={submit} className="flex flex-col gap-5">
      {overwrites !== null && <ScheduleConflict changes={overwrites} />}
      <ScheduleRefusal error={save.error} />
      <ScheduleFields fields={SETTINGS_FIELDS} {...fields} onChange={change} />
      <Checkbox
        label="Paused"
        hint="Nothing is published, activated or removed by itself."
        checked={values.paused}
        onChange={(paused) => edit({ paused })}
      />
      <ScheduleFreezes
        rows={values.freezes}
        errors={fields.errors}
        onChange={(freezes) => edit({ freezes })}
      />
      <fieldset>
        <legend className="mb-2 text-sm font-semibold">What the minima are computed from</legend>
        <ScheduleFields fields={INPUT_FIELDS} {...fields} onChange={change} />
      </fieldset>
      <ScheduleVerifiers
        rows={values.verifiers}
        errors={fields.errors}
        onChange={(verifiers) => edit({ verifiers })}
      />
      <ReasonField />
    </form>
  );
}

const rowsIn = ({ freezes, verifiers }: ScheduleValues) => freezes.length + verifiers.length;

/** By the path of its field, what the API refused. */
function refusedFields(error: Error | null): Record<string, string> {
  const found = error ? asProblem(error).fieldErrors : [];
  return Object.fromEntries(found.map(({ path, message }) => [path.join('.'), inFormWords(message)]));
}
