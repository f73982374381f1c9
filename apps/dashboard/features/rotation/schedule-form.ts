import { PutSchedule, type ScheduleView } from '@accord/contract/http';
import { safeBounds, toCamel, type SafeBoundsResult } from '@accord/rotation';
import type { z } from 'zod';
import type { ValueChange } from '../shared/value-changes';
import {
  freezeOf,
  freezeRowOf,
  freezesInWords,
  secondsOf,
  verifierOf,
  verifierRowOf,
  verifiersInWords,
  type FreezeRow,
  type VerifierRow,
} from './schedule-rows';

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

/** What stands in the form: the texts of single fields by their path, the entries of the lists row by row. */
export interface ScheduleValues {
  texts: Readonly<Record<string, string>>;
  paused: boolean;
  freezes: readonly FreezeRow[];
  verifiers: readonly VerifierRow[];
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
  return {
    texts: Object.fromEntries(texts),
    paused: view.settings.paused,
    freezes: view.settings.freezes.map(freezeRowOf),
    verifiers: view.inputs.plain_verifiers.map(verifierRowOf),
  };
}

/** Null for an empty optional field. */
function numberOf(field: ScheduleField, text: string): number | null {
  return text.trim() === '' && field.optional ? null : secondsOf(text);
}

function filled(part: object, root: string, values: ScheduleValues): object {
  const copy = structuredClone(part) as Record<string, unknown>;
  for (const field of FIELDS.filter(({ path }) => path[0] === root)) {
    const last = field.path.at(-1) ?? '';
    const owner = at(copy, field.path.slice(1, -1)) as Record<string, unknown>;
    owner[last] = numberOf(field, values.texts[nameOf(field)] ?? '');
  }
  return copy;
}

function settingsOf(base: ScheduleView, values: ScheduleValues) {
  const { paused, freezes } = values;
  return { ...filled(base.settings, 'settings', values), paused, freezes: freezes.map(freezeOf) };
}

function inputsOf(base: ScheduleView, values: ScheduleValues) {
  return { ...filled(base.inputs, 'inputs', values), plain_verifiers: values.verifiers.map(verifierOf) };
}

function parsed(base: ScheduleView, values: ScheduleValues, reason: string) {
  return PutSchedule.safeParse({
    settings: settingsOf(base, values),
    inputs: inputsOf(base, values),
    reason,
  });
}

/** The body to send: what the form does not show stays as it was. Null while a field holds nothing that it takes. */
export function bodyOf(base: ScheduleView, values: ScheduleValues, reason: string): PutSchedule | null {
  return parsed(base, values, reason).data ?? null;
}

/** The fields that hold nothing that they take, by their path, with what to do. */
export function fieldErrors(base: ScheduleView, values: ScheduleValues): Record<string, string> {
  const issues = parsed(base, values, 'checked').error?.issues ?? [];
  return Object.fromEntries(issues.map((issue) => [issue.path.join('.'), adviceFor(issue)]));
}

const PERCENTAGES: ReadonlySet<string> = new Set(FIELDS.filter(({ percent }) => percent).map(nameOf));

function adviceFor(issue: z.core.$ZodIssue): string {
  const last = issue.path.at(-1);
  if (issue.code === 'custom') return 'The end must lie after the beginning.';
  if (last === 'from' || last === 'until') return 'Give a date and a time.';
  if (issue.code === 'too_small')
    return issue.origin === 'string' ? 'Fill this in.' : `Give at least ${issue.minimum}.`;
  if (issue.code === 'too_big')
    return `Give at most ${issue.maximum}${issue.origin === 'string' ? ' characters' : ''}.`;
  return PERCENTAGES.has(issue.path.join('.')) ? 'Give a whole percentage.' : 'Give whole seconds.';
}

/** What the API says of the schedule, with the labels of this form in the place of its own names. */
export function inFormWords(text: string): string {
  return FIELDS.reduce((said, { path, label }) => said.replaceAll(path.at(-1) ?? label, label), text);
}

/** The minima under the inputs that stand in the form; null while they are none. */
export function boundsOf(base: ScheduleView, values: ScheduleValues): SafeBoundsResult | null {
  const { data } = PutSchedule.shape.inputs.safeParse(inputsOf(base, values));
  if (data === undefined) return null;
  const { plain_verifiers: plain, ...inputs } = data;
  return safeBounds(toCamel({ ...inputs, verifiers: [...fleetOf(base), ...plain] }));
}

/** The API counts its own validators first, then the verifiers that the schedule names. */
function fleetOf({ bounds_input: { verifiers }, inputs }: ScheduleView) {
  return verifiers.slice(0, verifiers.length - inputs.plain_verifiers.length);
}

/** What somebody else changed meanwhile. */
export function changesBetween(before: ScheduleView, after: ScheduleView): ValueChange[] {
  const [old, now] = [valuesOf(before), valuesOf(after)];
  const changes = FIELDS.flatMap((field) => {
    const [from, to] = [old.texts[nameOf(field)] ?? '', now.texts[nameOf(field)] ?? ''];
    return changeOf(field.label, from || 'the minimum', to || 'the minimum');
  });
  return [
    ...changes,
    ...changeOf('Paused', old.paused ? 'yes' : 'no', now.paused ? 'yes' : 'no'),
    ...changeOf('Freezes', freezesInWords(old.freezes), freezesInWords(now.freezes)),
    ...changeOf(
      'Verifiers without the SDK',
      verifiersInWords(old.verifiers),
      verifiersInWords(now.verifiers),
    ),
  ];
}

function changeOf(label: string, from: string, to: string): ValueChange[] {
  return from === to ? [] : [{ label, from, to }];
}
