type CamelName<Name extends string> = Name extends `${infer Head}_${infer Tail}`
  ? `${Head}${Capitalize<CamelName<Tail>>}`
  : Name;

/** A wire type (snake_case members) as code sees it (camelCase), so that the zod schema stays its only source. */
export type Camel<Wire> = Wire extends readonly (infer Item)[]
  ? Camel<Item>[]
  : Wire extends object
    ? { [Name in keyof Wire as Name extends string ? CamelName<Name> : Name]: Camel<Wire[Name]> }
    : Wire;

type SnakeName<Name extends string> = Name extends `${infer Letter}${infer Rest}`
  ? `${Letter extends Lowercase<Letter> ? Letter : `_${Lowercase<Letter>}`}${SnakeName<Rest>}`
  : Name;

/** The opposite of `Camel`. */
export type Snake<Code> = Code extends readonly (infer Item)[]
  ? Snake<Item>[]
  : Code extends object
    ? { [Name in keyof Code as Name extends string ? SnakeName<Name> : Name]: Snake<Code[Name]> }
    : Code;

/** Renames every member from snake_case to camelCase. Only for schemas whose member names are fixed, not for maps. */
export function toCamel<Wire>(wire: Wire): Camel<Wire> {
  return rename(wire, (name) =>
    name.replace(/_([a-z])/g, (_, letter: string) => letter.toUpperCase()),
  ) as Camel<Wire>;
}

/** Renames every member from camelCase to snake_case. Only for schemas whose member names are fixed, not for maps. */
export function toSnake<Code>(code: Code): Snake<Code> {
  return rename(code, (name) =>
    name.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`),
  ) as Snake<Code>;
}

function rename(value: unknown, to: (name: string) => string): unknown {
  if (Array.isArray(value)) return value.map((item) => rename(item, to));
  if (value === null || typeof value !== 'object') return value;
  return Object.fromEntries(Object.entries(value).map(([name, member]) => [to(name), rename(member, to)]));
}
