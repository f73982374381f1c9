import type { Completion, CompletionContext, CompletionResult } from '@codemirror/autocomplete';
import { syntaxTree } from '@codemirror/language';
import type { EditorState } from '@codemirror/state';
import type { SyntaxNode } from '@lezer/common';
import { CONTRACT_FIELDS, type Field, startValue } from './contract-fields';
import { memberName, namesAround } from './json-places';
import type { JsonPath } from './json-value';

/** The member that a path leads to; undefined outside of the schema. */
function fieldAt(path: JsonPath): Field | undefined {
  let fields: readonly Field[] = CONTRACT_FIELDS;
  let found: Field | undefined;
  for (const step of path) {
    if (typeof step === 'number') continue;
    found = fields.find(({ name }) => name === step);
    fields = found?.children ?? [];
  }
  return found;
}

interface Spot {
  from: number;
  to: number;
  /** Without quotes. */
  typed: string;
}

/** Members by name inside of objects, values where there are only a few: what the schema says, with its help. */
export function completeContract(context: CompletionContext): CompletionResult | null {
  const { state } = context;
  const node = syntaxTree(state).resolveInner(context.pos, -1);
  const spot = spotAt(context, node);
  const holder = holderOf(node);
  if (!spot || !holder) return null;
  const options =
    holder.name === 'Object'
      ? missingMembers(state, holder, spot)
      : valuesOf(fieldAt(namesAround(state, holder)));
  // Here and not by the library, which would take the quotes for a part of what was typed.
  return { from: spot.from, to: spot.to, options: matching(options, spot.typed), filter: false };
}

/** What a completion replaces: the whole of a string, or what was begun where somebody asks for a completion. */
function spotAt(context: CompletionContext, node: SyntaxNode): Spot | null {
  const { state, pos } = context;
  if (node.name === 'PropertyName' || node.name === 'String') {
    if (pos === node.to) return null;
    return { from: node.from, to: node.to, typed: state.sliceDoc(node.from + 1, pos) };
  }
  if (!context.explicit) return null;
  const begun = context.matchBefore(/"?\w*/);
  return { from: begun?.from ?? pos, to: pos, typed: begun?.text.replace('"', '') ?? '' };
}

const HOLDERS = new Set(['Object', 'Array', 'Property']);

/** The object whose member is named here, or the list or member whose value stands here. */
function holderOf(node: SyntaxNode): SyntaxNode | null {
  let at = node.name === 'PropertyName' ? (node.parent?.parent ?? null) : node;
  while (at && !HOLDERS.has(at.name)) at = at.parent;
  return at;
}

/** What holds the text; what begins with it first. */
function matching(options: readonly Completion[], typed: string): Completion[] {
  const place = ({ label }: Completion) =>
    label.replaceAll('"', '').toLowerCase().indexOf(typed.toLowerCase());
  const found = options.filter((option) => place(option) >= 0);
  return found.toSorted((a, b) => Number(place(a) > 0) - Number(place(b) > 0));
}

/** What the schema has for an object and is not in it yet. */
function missingMembers(state: EditorState, object: SyntaxNode, { from, to }: Spot): Completion[] {
  const path = namesAround(state, object);
  const fields = path.length === 0 ? CONTRACT_FIELDS : (fieldAt(path)?.children ?? []);
  const others = object.getChildren('Property').filter((member) => member.from !== from || from === to);
  const text = state.doc.toString();
  const taken = new Set(others.map((member) => memberName(text, member)));
  const after = text.slice(to).trimStart();
  return fields.filter(({ name }) => !taken.has(name)).map((field) => memberOption(field, after));
}

function memberOption(field: Field, after: string): Completion {
  const name = JSON.stringify(field.name);
  const member = `${name}: ${JSON.stringify(startValue(field))}`;
  return {
    label: name,
    detail: field.title,
    info: field.description,
    apply: after.startsWith(':') ? name : after.startsWith('"') ? `${member},` : member,
  };
}

function valuesOf(field: Field | undefined): Completion[] {
  return (field?.options ?? []).map((option) => ({ label: JSON.stringify(option) }));
}
