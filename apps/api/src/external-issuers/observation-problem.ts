import { storableText } from '../platform/http/unstorable-text.js';
import type { FetchRefused } from './fetch-json.js';
import type { KeySetRefused } from './key-set.js';

/** The log keeps what it is told for ever, and here strangers have a say in it. */
const MAX_CHARACTERS = 500;

/** What stands in `last_fetch_error`: the stable code, and a sentence that is cut where it gets too long. */
export function problemText({ code, message }: FetchRefused | KeySetRefused): string {
  return storableText(`${code}: ${message}`.slice(0, MAX_CHARACTERS));
}

/** Whether both are the same kind of problem, or none: sentences may quote what differs with each answer. */
export function isSameProblem(left: string | null, right: string | null): boolean {
  return left?.split(':', 1)[0] === right?.split(':', 1)[0];
}
