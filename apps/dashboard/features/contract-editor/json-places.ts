import { syntaxTree } from '@codemirror/language';
import type { EditorState } from '@codemirror/state';
import type { SyntaxNode } from '@lezer/common';
import type { JsonPath } from './json-value';

/** What stands between two entries of a JSON text and is no entry. */
const PUNCTUATION = new Set(['{', '}', '[', ']', ',', ':', '⚠']);

/** Where a member, or the nearest thing around it, stands in the text. */
export function placeOf(state: EditorState, path: JsonPath): { from: number; to: number } {
  let node = valueIn(syntaxTree(state).topNode);
  const text = state.doc.toString();
  let name: SyntaxNode | null = null;
  for (const step of path) {
    const next = node && (typeof step === 'number' ? entryOf(node, step) : memberOf(text, node, step));
    if (!next) break;
    name = next.name === 'Property' ? next.getChild('PropertyName') : null;
    node = next.name === 'Property' ? valueIn(next) : next;
  }
  const shown = name ?? node;
  return shown ? { from: shown.from, to: Math.min(shown.to, shown.from + 200) } : { from: 0, to: 0 };
}

function valueIn(node: SyntaxNode): SyntaxNode | null {
  for (let child = node.lastChild; child; child = child.prevSibling) {
    if (!PUNCTUATION.has(child.name) && child.name !== 'PropertyName') return child;
  }
  return null;
}

function memberOf(text: string, node: SyntaxNode, name: string): SyntaxNode | null {
  return node.getChildren('Property').find((property) => memberName(text, property) === name) ?? null;
}

function entryOf(node: SyntaxNode, index: number): SyntaxNode | null {
  let position = 0;
  for (let child = node.firstChild; child; child = child.nextSibling) {
    if (PUNCTUATION.has(child.name)) continue;
    if (position === index) return child;
    position += 1;
  }
  return null;
}

/** The name of a member; null while it cannot be read. */
export function memberName(text: string, property: SyntaxNode): string | null {
  const node = property.getChild('PropertyName');
  if (!node) return null;
  try {
    const name: unknown = JSON.parse(text.slice(node.from, node.to));
    return typeof name === 'string' ? name : null;
  } catch {
    return null;
  }
}

/** The names from the root to what `node` stands in, list entries as 0. */
export function namesAround(state: EditorState, node: SyntaxNode): JsonPath {
  const text = state.doc.toString();
  const names: (string | number)[] = [];
  for (let at: SyntaxNode | null = node; at; at = at.parent) {
    if (at.name === 'Property') names.unshift(memberName(text, at) ?? '');
    if (at.name === 'Array' && at !== node) names.unshift(0);
  }
  return names;
}
