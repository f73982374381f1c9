import { type ArgumentMetadata, Injectable, StandardSchemaValidationPipe } from '@nestjs/common';
import type { FieldError } from '@accord/contract/http';
import { z } from 'zod';
import { Problem } from '../errors/problem.js';
import { plainSentence } from './plain-sentence.js';
import { findUnstorableText } from './unstorable-text.js';

interface Issue {
  message: string;
  path?: readonly unknown[] | undefined;
  code?: string;
  params?: Readonly<Record<string, unknown>> | undefined;
  /** Of `unrecognized_keys`: the members that nobody knows, of what `path` leads to. */
  keys?: readonly string[];
}
type Issues = readonly Issue[];

class Invalid extends Error {
  constructor(readonly issues: Issues) {
    super('invalid');
  }
}

const PLACES: Readonly<Record<string, FieldError['in']>> = { body: 'body', query: 'query', param: 'path' };
const MOST_ERRORS = 50;

/** Validates what `@Body`, `@Query` and `@Param` give a schema for. A body that is wrong is 422, the rest 400. */
@Injectable()
export class ContractValidationPipe extends StandardSchemaValidationPipe {
  constructor() {
    super({ exceptionFactory: (issues) => new Invalid(issues) });
  }

  override async transform<Value>(value: Value, metadata: ArgumentMetadata): Promise<Value> {
    refuseUnstorableText(value, metadata);
    try {
      return await super.transform(value, strictQuery(metadata));
    } catch (error) {
      throw error instanceof Invalid ? validationFailed(error.issues, metadata) : error;
    }
  }

  /** As the schema itself, with plain sentences. Every schema here is zod's. */
  protected override async validate(
    value: unknown,
    schema: NonNullable<ArgumentMetadata['schema']>,
  ): Promise<{ value: never } | { issues: z.core.$ZodIssue[] }> {
    const parsed = await (schema as z.ZodType<never>).safeParseAsync(value, { error: plainSentence });
    return parsed.success ? { value: parsed.data } : { issues: parsed.error.issues };
  }
}

const strictQueries = new WeakMap<object, z.ZodObject>();

/** A query parameter that nobody knows is refused: a filter with a slip of the pen would show, or export, more than was asked for. */
function strictQuery(metadata: ArgumentMetadata): ArgumentMetadata {
  const { type, schema } = metadata;
  if (type !== 'query' || !(schema instanceof z.ZodObject)) return metadata;
  const strict = strictQueries.get(schema) ?? schema.strict();
  strictQueries.set(schema, strict);
  return { ...metadata, schema: strict };
}

function refuseUnstorableText(value: unknown, metadata: ArgumentMetadata): void {
  if (metadata.type === 'custom') return;
  const path = findUnstorableText(value);
  if (path === undefined) return;
  const message = 'holds a null character or half a surrogate pair; remove it';
  throw validationFailed([{ path, message, code: 'text_invalid' }], metadata);
}

/** The problem for a value that its schema refuses; zod's own issues carry the codes. */
export function validationFailed(
  issues: Issues,
  { type, data }: Pick<ArgumentMetadata, 'type' | 'data'>,
): Problem {
  const place = PLACES[type] ?? 'header';
  const base = data === undefined ? [] : [data];
  const errors = issues
    .flatMap(oneEach)
    .slice(0, MOST_ERRORS)
    .map((issue) => ({
      in: place,
      path: [...base, ...(issue.path ?? []).map(segmentOf)],
      code: codeOf(issue),
      message: issue.message,
    }));
  return new Problem({
    status: place === 'body' ? 422 : 400,
    code: 'validation_failed',
    detail: 'The request does not have the expected form. Correct what "errors" lists and send it again.',
    errors,
  });
}

/** zod names the unknown members of an object together and points at the object; each gets an entry that points at itself. */
function oneEach(issue: Issue): Issues {
  const { keys, path = [] } = issue;
  if (keys === undefined || issue.code !== 'unrecognized_keys') return [issue];
  return keys.map((key) => ({
    ...issue,
    path: [...path, key],
    message: `"${key}" is not known here; correct the spelling or leave it out`,
  }));
}

/** A refinement may carry a code of its own in its `params`. */
function codeOf({ code, params }: Issue): string {
  const own = params?.['code'];
  return typeof own === 'string' ? own : (code ?? 'invalid');
}

function segmentOf(segment: unknown): string | number {
  const key = typeof segment === 'object' && segment !== null && 'key' in segment ? segment.key : segment;
  return typeof key === 'number' ? key : String(key);
}
