import { jsonLanguage } from '@codemirror/lang-json';
import type { SyntaxNode } from '@lezer/common';
import { memberName } from './json-places';
import { type JsonObject, isJsonObject } from './json-value';

/** Where a member stands again that its object has already: readers disagree on which of the two counts. */
export interface Duplicate {
  from: number;
  to: number;
  message: string;
}

/** Every member that stands more than once in one object of the text. */
export function duplicateMembers(text: string): Duplicate[] {
  const found: Duplicate[] = [];
  jsonLanguage.parser.parse(text).iterate({
    enter: ({ node }) => {
      if (node.name === 'Object') found.push(...duplicatesIn(text, node));
    },
  });
  return found;
}

function duplicatesIn(text: string, object: SyntaxNode): Duplicate[] {
  const lines = new Map<string, number>();
  return object.getChildren('Property').flatMap((property) => {
    const name = memberName(text, property);
    if (name === null) return [];
    const line = lines.get(name);
    if (line === undefined) {
      lines.set(name, text.slice(0, property.from).split('\n').length);
      return [];
    }
    const { from, to } = property.getChild('PropertyName') ?? property;
    return [{ from, to, message: `“${name}” stands already in line ${line}. Keep one of the two.` }];
  });
}

/** The object that a text holds; null when it holds none, no JSON, or a member twice, of which one would be lost. */
export function readJsonObject(text: string): JsonObject | null {
  try {
    const value: unknown = JSON.parse(text);
    return isJsonObject(value) && duplicateMembers(text).length === 0 ? value : null;
  } catch {
    return null;
  }
}
