import { type ArgumentMetadata, Injectable, StandardSchemaValidationPipe } from '@nestjs/common';
import type { FieldError } from '@accord/contract/http';
import { Problem } from '../errors/problem.js';
import { findUnstorableText } from './unstorable-text.js';

interface Issue {
  message: string;
  path?: readonly unknown[] | undefined;
  code?: string;
  expected?: string;
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
      return await super.transform(value, metadata);
    } catch (error) {
      throw error instanceof Invalid ? validationFailed(error.issues, metadata) : error;
    }
  }
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
  const errors = issues.slice(0, MOST_ERRORS).map((issue) => ({
    in: place,
    path: [...base, ...(issue.path ?? []).map(segmentOf)],
    code: issue.code ?? 'invalid',
    message: messageOf(issue),
  }));
  return new Problem({
    status: place === 'body' ? 422 : 400,
    code: 'validation_failed',
    detail: 'The request does not have the expected form. Correct what "errors" lists and send it again.',
    errors,
  });
}

/** For what was left out, zod only says that it received undefined, or NaN where text is read as a number. */
function messageOf({ code, expected, message }: Issue): string {
  const absent = code === 'invalid_type' && /received (undefined|NaN)$/.test(message);
  return absent && expected !== undefined ? `send a value of type ${expected}` : message;
}

function segmentOf(segment: unknown): string | number {
  const key = typeof segment === 'object' && segment !== null && 'key' in segment ? segment.key : segment;
  return typeof key === 'number' ? key : String(key);
}
