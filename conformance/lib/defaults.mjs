import { readFileSync } from 'node:fs';

const SCHEMA = JSON.parse(
  readFileSync(new URL('../../docs/schemas/bundle.schema.json', import.meta.url), 'utf8'),
);

/** A bundle with the defaults of its contract filled in from the schema, as the control plane sends it. */
export const withDefaults = (bundle) => filled(bundle, SCHEMA);

function filled(value, { $ref, properties, items, required = [] }) {
  if ($ref) return filled(value, SCHEMA.$defs[$ref.split('/').at(-1)]);
  if (items && Array.isArray(value)) return value.map((entry) => filled(entry, items));
  if (!properties || value === null || typeof value !== 'object') return value;
  const members = Object.entries(properties)
    .map(([name, schema]) => [name, memberOf(value, name, schema, required)])
    .filter(([, member]) => member !== undefined);
  return { ...value, ...Object.fromEntries(members) };
}

function memberOf(value, name, schema, required) {
  if (Object.hasOwn(value, name)) return filled(value[name], schema);
  if (!required.includes(name)) return undefined;
  return 'default' in schema ? schema.default : filled({}, schema);
}
