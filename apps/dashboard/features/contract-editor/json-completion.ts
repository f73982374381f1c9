import type { CompletionContext, CompletionResult } from '@codemirror/autocomplete';
import { syntaxTree } from '@codemirror/language';
import { CONTRACT_FIELDS, type Field, startValue } from './contract-fields';
import { namesAround } from './json-places';
import type { JsonPath } from './json-value';

/** The member that a path leads to; undefined outside of the schema. */
export function fieldAt(path: JsonPath): Field | undefined {
  let fields: readonly Field[] = CONTRACT_FIELDS;
  let found: Field | undefined;
  for (const step of path) {
    if (typeof step === 'number') continue;
    found = fields.find(({ name }) => name === step);
    fields = found?.children ?? [];
  }
  return found;
}

/** Members by name inside of objects, values where there are only a few: what the schema says, with its help. */
export function completeContract(context: CompletionContext): CompletionResult | null {
  const { state, pos } = context;
  const node = syntaxTree(state).resolveInner(pos, -1);
  const quoted = node.name === 'PropertyName' || node.name === 'String';
  if (!quoted && !context.explicit) return null;
  const from = quoted ? node.from : pos;
  const to = quoted ? node.to : pos;
  if (node.name === 'String' || (!quoted && node.name !== 'Object')) {
    const field = fieldAt(namesAround(state, node));
    return field ? { from, to, options: valuesOf(field), filter: true } : null;
  }
  const holder = node.name === 'PropertyName' ? node.parent?.parent : node;
  const path = holder ? namesAround(state, holder) : [];
  const children = path.length === 0 ? CONTRACT_FIELDS : (fieldAt(path)?.children ?? []);
  const named = quoted && node.nextSibling !== null;
  return { from, to, options: children.map((field) => memberOption(field, named)) };
}

function memberOption(field: Field, named: boolean) {
  const name = JSON.stringify(field.name);
  const value = JSON.stringify(startValue(field));
  return {
    label: name,
    detail: field.title,
    info: field.description,
    apply: named ? name : `${name}: ${value}`,
  };
}

function valuesOf(field: Field) {
  return field.options.map((option) => ({ label: JSON.stringify(option) }));
}
