const INPUT = 'Input';
const SCHEMAS = '#/components/schemas/';

/** A schema that only requests have needs no `Input` at the end of its name. */
export function withTidyNames<Document extends { components?: { schemas?: Record<string, unknown> } }>(
  document: Document,
): Document {
  const names = new Set(Object.keys(document.components?.schemas ?? {}));
  const tidy = new Map(
    [...names].flatMap((name): [string, string][] => {
      const short = name.endsWith(INPUT) ? name.slice(0, -INPUT.length) : name;
      return names.has(short) ? [] : [[name, short]];
    }),
  );
  const renamed = JSON.stringify(document).replace(
    /"#\/components\/schemas\/(\w+)"/g,
    (reference, name: string) => (tidy.has(name) ? `"${SCHEMAS}${tidy.get(name) ?? name}"` : reference),
  );
  const result = JSON.parse(renamed) as Document;
  const schemas = Object.entries(result.components?.schemas ?? {});
  return {
    ...result,
    components: {
      ...result.components,
      schemas: Object.fromEntries(schemas.map(([name, schema]) => [tidy.get(name) ?? name, schema])),
    },
  };
}
