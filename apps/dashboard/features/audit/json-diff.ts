/** A member that differs between two JSON values. `before` or `after` undefined: it was not there. */
export interface DiffLine {
  path: string;
  before: string | undefined;
  after: string | undefined;
}

export interface JsonDiff {
  changed: DiffLine[];
  same: DiffLine[];
}

const isPlain = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** Lists of plain values read better as one line than as one line for each of them. */
const isList = (value: unknown): value is unknown[] =>
  Array.isArray(value) &&
  value.length > 0 &&
  value.every((item) => typeof item === 'object' && item !== null);

function collect(value: unknown, path: string, into: Map<string, string>): void {
  if (isPlain(value) && Object.keys(value).length > 0) {
    for (const [key, member] of Object.entries(value))
      collect(member, path === '' ? key : `${path}.${key}`, into);
  } else if (isList(value)) {
    value.forEach((item, index) => collect(item, `${path}[${index}]`, into));
  } else {
    into.set(path, JSON.stringify(value));
  }
}

function flat(value: unknown): Map<string, string> {
  const lines = new Map<string, string>();
  if (value !== null && value !== undefined) collect(value, '', lines);
  return lines;
}

/** Compares two JSON values member by member, in the order in which they come. */
export function diffJson(before: unknown, after: unknown): JsonDiff {
  const [was, is] = [flat(before), flat(after)];
  const lines = [...new Set([...was.keys(), ...is.keys()])].map((path) => ({
    path,
    before: was.get(path),
    after: is.get(path),
  }));
  return {
    changed: lines.filter((line) => line.before !== line.after),
    same: lines.filter((line) => line.before === line.after),
  };
}
