import type { ChangeEvent } from '@accord/contract';

const LONE_SURROGATE = /\p{Surrogate}/u;

/** What is still to be written: text as it is, or a value and where it stands. */
type Step = string | { value: unknown; path: string };

/**
 * The bytes that are hashed for an event: its members as RFC 8785 canonical JSON, UTF-8. An event may nest as deep as it
 * likes: a check that runs out of stack could not tell itself from a broken log.
 *
 * @throws TypeError when a value has no JSON form (undefined, a non-finite number, a lone surrogate).
 */
export function canonicalBytes(event: ChangeEvent): Uint8Array<ArrayBuffer> {
  let text = '';
  const left: Step[] = [{ value: event, path: '$' }];
  for (let step = left.pop(); step !== undefined; step = left.pop()) {
    if (typeof step === 'string') text += step;
    else if (typeof step.value !== 'object' || step.value === null) text += literal(step.value, step.path);
    // One by one: a list may have more parts than a call may have arguments.
    else for (const part of partsOf(step.value, step.path)) left.push(part);
  }
  return new Uint8Array(new TextEncoder().encode(text));
}

/** The steps of a list or an object, the last one first. */
function partsOf(value: object, path: string): Step[] {
  const isList = Array.isArray(value);
  const parts = isList
    ? value.flatMap((item: unknown, index): Step[] => [',', { value: item, path: `${path}[${index}]` }])
    : membersOf(value, path);
  const [open, close] = isList ? ['[', ']'] : ['{', '}'];
  return [open, ...parts.slice(1), close].reverse();
}

/** Names in the order of their UTF-16 code units, which is how strings compare. */
function membersOf(value: object, path: string): Step[] {
  const members = Object.entries(value).sort(([left], [right]) => (left < right ? -1 : 1));
  return members.flatMap(([name, member]): Step[] => [
    ',',
    `${literal(name, `${path} (a member name)`)}:`,
    { value: member, path: `${path}.${name}` },
  ]);
}

/** Strings and numbers as ECMAScript writes them (RFC 8785 §3.2.2). It would drop what it cannot say; a log must refuse it. */
function literal(value: unknown, path: string): string {
  if (typeof value === 'string' && LONE_SURROGATE.test(value))
    throw new TypeError(`${path} holds a lone surrogate`);
  if (typeof value === 'number' && !Number.isFinite(value))
    throw new TypeError(`${path} is not a finite number`);
  if (value !== null && !['string', 'number', 'boolean'].includes(typeof value))
    throw new TypeError(`${path} has no JSON form (${typeof value})`);
  return JSON.stringify(value);
}
