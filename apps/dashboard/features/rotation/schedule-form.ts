import { PutSchedule, type ScheduleView } from '@accord/contract/http';
import { safeBounds, toCamel, type SafeBoundsResult } from '@accord/rotation';
import type { z } from 'zod';
import type { ValueChange } from '../shared/value-changes';

export interface ScheduleField {
  /** Where the value stands in the body. */
  path: readonly [string, string, ...string[]];
  label: string;
  hint: string;
  /** Left empty it is null: the computed minimum. */
  optional?: boolean;
  percent?: boolean;
}

export const SETTINGS_FIELDS: readonly ScheduleField[] = [
  { path: ['settings', 'interval_seconds'], label: 'Interval', hint: 'From one hand-over to the next.' },
  {
    path: ['settings', 'prepublish_seconds'],
    label: 'Lead',
    hint: 'Published before it signs.',
    optional: true,
  },
  {
    path: ['settings', 'overlap_seconds'],
    label: 'Overlap',
    hint: 'Accepted after it stops signing.',
    optional: true,
  },
  { path: ['settings', 'jitter_seconds'], label: 'Jitter', hint: 'Spreads hand-overs of many issuers.' },
  {
    path: ['settings', 'rollback_window_seconds'],
    label: 'Rollback window',
    hint: 'From removal until the private key is erased.',
  },
  {
    path: ['settings', 'acknowledgement', 'share_percent'],
    label: 'Share of the fleet',
    hint: 'Of each environment, that must hold a key before it signs.',
    percent: true,
  },
  {
    path: ['settings', 'acknowledgement', 'wait_seconds'],
    label: 'Wait before asking a person',
    hint: 'For instances that do not take the key.',
  },
];

export const INPUT_FIELDS: readonly ScheduleField[] = [
  {
    path: ['inputs', 'distribution_seconds'],
    label: 'Distribution',
    hint: 'From commit to the last replica or edge.',
  },
  {
    path: ['inputs', 'clock_error_seconds'],
    label: 'Clock error',
    hint: 'The largest of one node. Counts twice: two nodes may err in opposite directions.',
  },
  {
    path: ['inputs', 'signer_switch_seconds'],
    label: 'Signer switch',
    hint: 'Until the last signer has switched.',
  },
  {
    path: ['inputs', 'max_token_lifetime_seconds'],
    label: 'Token lifetime',
    hint: 'The longest ever issued.',
  },
  { path: ['inputs', 'clock_tolerance_seconds'], label: 'Clock tolerance', hint: 'Of the contracts.' },
];

const FIELDS = [...SETTINGS_FIELDS, ...INPUT_FIELDS];

/** What stands in the fields, by their path; and whether the schedule is paused. */
export interface ScheduleValues {
  texts: Readonly<Record<string, string>>;
  paused: boolean;
}

export const nameOf = ({ path }: Pick<ScheduleField, 'path'>) => path.join('.');

function at(value: unknown, path: readonly string[]): unknown {
  return path.reduce<unknown>(
    (found, step) => (found as Readonly<Record<string, unknown>> | undefined)?.[step],
    value,
  );
}

export function valuesOf(view: ScheduleView): ScheduleValues {
  const texts = FIELDS.map((field) => {
    const value = at(view, field.path);
    return [nameOf(field), typeof value === 'number' ? String(value) : ''] as const;
  });
  return { texts: Object.fromEntries(texts), paused: view.settings.paused };
}

/** Whole seconds of a field; null for an empty optional one; NaN, which nothing takes for left out, for what is neither. */
function numberOf(field: ScheduleField, text: string): number | null {
  const trimmed = text.trim();
  if (trimmed === '' && field.optional) return null;
  return /^\d{1,12}$/.test(trimmed) ? Number(trimmed) : Number.NaN;
}

function filled(part: object, root: string, values: ScheduleValues): unknown {
  const copy = structuredClone(part) as Record<string, unknown>;
  for (const field of FIELDS.filter(({ path }) => path[0] === root)) {
    const last = field.path.at(-1) ?? '';
    const owner = at(copy, field.path.slice(1, -1)) as Record<string, unknown>;
    owner[last] = numberOf(field, values.texts[nameOf(field)] ?? '');
  }
  return copy;
}

function parsed(base: ScheduleView, values: ScheduleValues, reason: string) {
  const settings = { ...(filled(base.settings, 'settings', values) as object), paused: values.paused };
  return PutSchedule.safeParse({ settings, inputs: filled(base.inputs, 'inputs', values), reason });
}

/** The body to send: what the form does not show stays as it was. Null while a field holds nothing that it takes. */
export function bodyOf(base: ScheduleView, values: ScheduleValues, reason: string): PutSchedule | null {
  return parsed(base, values, reason).data ?? null;
}

/** The fields that hold nothing that they take, with what to do. */
export function fieldErrors(base: ScheduleView, values: ScheduleValues): Record<string, string> {
  const issues = parsed(base, values, 'checked').error?.issues ?? [];
  const wrong = FIELDS.flatMap((field) => {
    const issue = issues.find(({ path }) => path.join('.') === nameOf(field));
    return issue === undefined ? [] : [[nameOf(field), adviceFor(field, issue)] as const];
  });
  return Object.fromEntries(wrong);
}

function adviceFor({ percent }: ScheduleField, issue: z.core.$ZodIssue): string {
  if (issue.code === 'too_small') return `Give at least ${issue.minimum}.`;
  if (issue.code === 'too_big') return `Give at most ${issue.maximum}.`;
  return percent ? 'Give a whole percentage.' : 'Give whole seconds.';
}

/** What the API says of the schedule, with the labels of this form in the place of its own names. */
export function inFormWords(text: string): string {
  return FIELDS.reduce((said, { path, label }) => said.replaceAll(path.at(-1) ?? label, label), text);
}

/** The minima under the inputs that stand in the form; null while they are no numbers. */
export function boundsOf(base: ScheduleView, values: ScheduleValues): SafeBoundsResult | null {
  const { data } = PutSchedule.shape.inputs.safeParse(filled(base.inputs, 'inputs', values));
  if (data === undefined) return null;
  const { plain_verifiers: _plain, ...inputs } = data;
  return safeBounds(toCamel({ ...base.bounds_input, ...inputs }));
}

/** What somebody else changed meanwhile. */
export function changesBetween(before: ScheduleView, after: ScheduleView): ValueChange[] {
  const [old, now] = [valuesOf(before), valuesOf(after)];
  const changes = FIELDS.flatMap((field) => {
    const [from, to] = [old.texts[nameOf(field)] ?? '', now.texts[nameOf(field)] ?? ''];
    return from === to ? [] : [{ label: field.label, from: from || 'the minimum', to: to || 'the minimum' }];
  });
  if (old.paused !== now.paused) {
    changes.push({ label: 'Paused', from: old.paused ? 'yes' : 'no', to: now.paused ? 'yes' : 'no' });
  }
  return changes;
}
