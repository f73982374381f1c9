import { createHash } from 'node:crypto';
import { type CallHandler, type ExecutionContext, Injectable, type NestInterceptor } from '@nestjs/common';
import type { FastifyRequest } from 'fastify';
import { type Observable, map } from 'rxjs';
import { cursorInvalid } from './cursor.js';

/**
 * Binds every cursor to its list: the path and the filters that it came with. A position in one list is a position in
 * another, too, and would be answered with a page that follows nothing. Here once, so that no list has to think of it.
 */
@Injectable()
export class ListCursorInterceptor implements NestInterceptor {
  intercept(context: ExecutionContext, next: CallHandler): Observable<unknown> {
    const request = context.switchToHttp().getRequest<FastifyRequest>();
    const list = listOf(request);
    for (const place of [request.query, request.body]) openCursor(place, list);
    return next.handle().pipe(map((answer: unknown) => sealCursor(answer, list)));
  }
}

/** What tells a list from all others. The body is left out: it may hold a token. */
function listOf({ url, query }: FastifyRequest): string {
  const filters = Object.entries(query as Record<string, unknown>)
    .filter(([name]) => name !== 'cursor' && name !== 'limit')
    .sort(([left], [right]) => (left < right ? -1 : 1));
  const list = JSON.stringify([url.split('?', 1), filters]);
  return createHash('sha256').update(list).digest('base64url').slice(0, 8);
}

/** @throws Problem 400 `cursor_invalid` for the cursor of another list. */
function openCursor(place: unknown, list: string): void {
  if (!hasText(place, 'cursor')) return;
  if (!place.cursor.startsWith(`${list}.`)) throw cursorInvalid();
  place.cursor = place.cursor.slice(list.length + 1);
}

function sealCursor(answer: unknown, list: string): unknown {
  return hasText(answer, 'next_cursor')
    ? { ...answer, next_cursor: `${list}.${answer.next_cursor}` }
    : answer;
}

function hasText<Name extends string>(value: unknown, name: Name): value is Record<Name, string> {
  return typeof value === 'object' && value !== null && typeof Reflect.get(value, name) === 'string';
}
