import type { HeaderNote, HeaderNotes } from '../http/header-note.js';
import type { Parameter, Schema } from './document-parts.js';

/** Headers of a request as parameters. */
export function headerParameters(notes: HeaderNotes): Parameter[] {
  return Object.entries(notes).map(([name, note]) => ({
    name,
    in: 'header' as const,
    required: note.required === true,
    ...headerOf(note),
  }));
}

/** The member `headers` of an answer, or nothing. */
export function headersMember(notes: HeaderNotes): { headers?: Record<string, object> } {
  const headers = Object.entries(notes).map(([name, note]) => [name, headerOf(note)]);
  return headers.length === 0 ? {} : { headers: Object.fromEntries(headers) as Record<string, object> };
}

function headerOf({ description, pattern }: HeaderNote): { description: string; schema: Schema } {
  return { description, schema: { type: 'string', ...(pattern === undefined ? {} : { pattern }) } };
}
