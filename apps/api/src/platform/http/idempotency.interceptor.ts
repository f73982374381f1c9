import { type CallHandler, type ExecutionContext, Injectable, type NestInterceptor } from '@nestjs/common';
import type { FastifyReply } from 'fastify';
import { type Observable, catchError, of, throwError } from 'rxjs';
import { IdempotentReplay } from '../change-log/idempotency.js';

/** Answers a repeated request with what the first one was answered, secrets left out. */
@Injectable()
export class IdempotencyInterceptor implements NestInterceptor {
  intercept(context: ExecutionContext, next: CallHandler): Observable<unknown> {
    return next.handle().pipe(
      catchError((error: unknown) => {
        if (!(error instanceof IdempotentReplay)) return throwError(() => error);
        void context.switchToHttp().getResponse<FastifyReply>().header('idempotency-replayed', 'true');
        return of(error.response);
      }),
    );
  }
}
