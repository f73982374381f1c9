import { Baseline, type LintFinding } from '@accord/contract';
import { formatCount } from '@accord/ui';
import { fieldsOf } from '../../contract-editor/contract-fields';
import { type Json, type JsonObject, isJsonList, sameRule } from '../../contract-editor/json-value';
import type { ValueChange } from '../../shared/value-changes';

/** Every member of the baseline, in the order of its schema. */
export const BASELINE_FIELDS = fieldsOf(Baseline);

/** What keeps a value from being a baseline, each at its member. */
export function baselineFindings(value: JsonObject): readonly LintFinding[] {
  const { error } = Baseline.safeParse(value);
  return (error?.issues ?? []).map(({ code, path, message }) => ({
    code,
    severity: 'error',
    path: path.map((step) => (typeof step === 'number' ? step : String(step))),
    message,
  }));
}

/** What differs between two baselines, in words; what was left out means its default. */
export function baselineChanges(before: JsonObject, after: JsonObject): readonly ValueChange[] {
  return BASELINE_FIELDS.flatMap(({ name, title, fallback }) => {
    const [from, to] = [before[name] ?? fallback, after[name] ?? fallback];
    return sameRule(from, to) ? [] : [{ label: title, from: words(from), to: words(to) }];
  });
}

function words(value: Json | undefined): string {
  if (isJsonList(value)) return value.length === 0 ? 'none' : value.map(String).join(', ');
  if (typeof value === 'boolean') return value ? 'yes' : 'no';
  return typeof value === 'number' ? formatCount(value) : typeof value === 'string' ? value : 'nothing';
}
