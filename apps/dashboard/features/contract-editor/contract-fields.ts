import { ValidationContract } from '@accord/contract';
import { z } from 'zod';
import { isJsonList, isJsonObject, sameRule, type Json, type JsonObject } from './json-value';

/** The control that a member of a contract gets. */
export type FieldKind =
  'text' | 'issuer' | 'number' | 'flag' | 'choice' | 'choices' | 'strings' | 'string_map' | 'group' | 'list';

/** One member of the contract as a form shows it: everything comes from the zod schema and its metadata. */
export interface Field {
  name: string;
  kind: FieldKind;
  title: string;
  description: string;
  /** What leaving the member out means; undefined when that has no meaning, or the contract's member applies. */
  fallback: Json | undefined;
  required: boolean;
  /** What null means here, in words; null where it is not allowed. */
  noneTitle: string | null;
  minimum: number | null;
  maximum: number | null;
  options: readonly (string | number)[];
  /** Members of a group, or of each entry of a list. */
  children: readonly Field[];
}

/** How the schema points to issuers' URLs. */
const ISSUER_URL = '#/$defs/IssuerUrl';

const objectOf = (value: Json | undefined): JsonObject => (isJsonObject(value) ? value : {});
const textOf = (value: Json | undefined) => (typeof value === 'string' ? value : null);
const numberOf = (value: Json | undefined) => (typeof value === 'number' ? value : null);

/** Every member of the contract, in the order of its schema. */
export const CONTRACT_FIELDS: readonly Field[] = fieldsOf(ValidationContract);

/** Every member of a schema as a form shows it, in its order. Throws for a shape that no control edits. */
export function fieldsOf(model: z.ZodObject): readonly Field[] {
  const schema: unknown = z.toJSONSchema(model, { io: 'input' });
  if (!isJsonObject(schema)) return [];
  const definitions = objectOf(schema['$defs']);
  return childrenOf(resolved(schema, definitions), definitions);
}

function childrenOf(node: JsonObject, definitions: JsonObject): readonly Field[] {
  const properties = isJsonObject(node['properties']) ? node['properties'] : {};
  const required = isJsonList(node['required']) ? node['required'] : [];
  return Object.entries(properties).map(([name, child]) =>
    fieldOf(name, objectOf(child), definitions, required.includes(name)),
  );
}

function fieldOf(name: string, declared: JsonObject, definitions: JsonObject, required: boolean): Field {
  const outer = resolved(declared, definitions);
  const { value, none } = withoutNull(outer, definitions);
  const kind = kindOf(name, value, definitions);
  const items = resolved(objectOf(value['items']), definitions);
  return {
    name,
    kind,
    title: textOf(outer['title']) ?? name,
    description: textOf(outer['description']) ?? '',
    fallback: outer['default'],
    required,
    noneTitle: none ? (textOf(none['title']) ?? 'None') : null,
    minimum: numberOf(value['minimum']),
    maximum: numberOf(value['maximum']),
    options: optionsOf(kind === 'choices' ? items : value),
    children: childrenOf(kind === 'list' ? items : value, definitions),
  };
}

function kindOf(name: string, node: JsonObject, definitions: JsonObject): FieldKind {
  if (node['enum'] !== undefined || node['const'] !== undefined) return 'choice';
  if (node['properties'] !== undefined) return 'group';
  switch (node['type']) {
    case 'string':
      return node['$ref'] === ISSUER_URL ? 'issuer' : 'text';
    case 'integer':
      return 'number';
    case 'boolean':
      return 'flag';
    case 'array': {
      const items = resolved(objectOf(node['items']), definitions);
      if (items['properties'] !== undefined) return 'list';
      return items['enum'] === undefined ? 'strings' : 'choices';
    }
    case 'object':
      return 'string_map';
    default:
      throw new Error(`The member ${name} has a shape that no form control edits.`);
  }
}

function resolved(node: JsonObject, definitions: JsonObject): JsonObject {
  const reference = textOf(node['$ref']);
  if (reference === null) return node;
  const target = objectOf(definitions[reference.replace('#/$defs/', '')]);
  return { ...target, ...node };
}

function withoutNull(node: JsonObject, definitions: JsonObject) {
  const branches = isJsonList(node['anyOf']) ? node['anyOf'].map(objectOf) : [];
  const none = branches.find((branch) => branch['type'] === 'null');
  const value = branches.find((branch) => branch['type'] !== 'null');
  return { value: value ? resolved(value, definitions) : node, none };
}

function optionsOf(node: JsonObject): readonly (string | number)[] {
  const values = isJsonList(node['enum']) ? node['enum'] : [node['const']];
  return values.filter((value) => typeof value === 'string' || typeof value === 'number');
}

/** Whether a value means what leaving the member out means: published contracts have every default written out. */
export function isDefault({ fallback }: Field, value: Json | undefined): boolean {
  return fallback !== undefined && (value === undefined || sameRule(value, fallback));
}

/** What a control starts with when somebody adds the member: empty, so that nobody publishes a guess. */
export function startValue(field: Field): Json {
  if (field.fallback !== undefined && field.fallback !== null) return field.fallback;
  switch (field.kind) {
    case 'text':
    case 'issuer':
      return '';
    case 'flag':
      return true;
    case 'number':
      return Math.max(field.minimum ?? 0, 3600);
    case 'choice':
      return field.options[0] ?? '';
    case 'choices':
    case 'strings':
    case 'list':
      return [];
    case 'string_map':
      return {};
    case 'group':
      return startEntry(field);
  }
}

/** A new entry of a list: the members that it cannot do without. */
export function startEntry(field: Field): JsonObject {
  const needed = field.children.filter(({ required }) => required);
  return Object.fromEntries(needed.map((child) => [child.name, startValue(child)]));
}

/** Members in the order of the schema: a database may give them back in another one. Unknown ones come last. */
export function inSchemaOrder(contract: JsonObject): JsonObject {
  return orderedObject(contract, CONTRACT_FIELDS);
}

function orderedObject(value: JsonObject, fields: readonly Field[]): JsonObject {
  const known = fields.filter(({ name }) => name in value);
  const unknown = Object.entries(value).filter(([name]) => !fields.some((field) => field.name === name));
  const members = known.map(
    (field) => [field.name, orderedMember(value[field.name] ?? null, field)] as const,
  );
  return Object.fromEntries([...members, ...unknown]);
}

function orderedMember(value: Json, field: Field): Json {
  if (field.kind === 'group' && isJsonObject(value)) return orderedObject(value, field.children);
  if (field.kind !== 'list' || !isJsonList(value)) return value;
  return value.map((entry) => (isJsonObject(entry) ? orderedObject(entry, field.children) : entry));
}
