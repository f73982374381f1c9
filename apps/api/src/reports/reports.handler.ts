import type { IncomingMessage, ServerResponse } from 'node:http';
import { Inject, Injectable, type OnModuleInit } from '@nestjs/common';
import type { Logger } from 'pino';
import { Clock } from '../platform/clock/clock.js';
import { internalProblem, problemOf } from '../platform/errors/problem-of.js';
import type { Problem } from '../platform/errors/problem.js';
import { LOGGER } from '../platform/http/logger.js';
import { RawRoutes } from '../platform/http/raw-routes.js';
import { CredentialGate } from '../policy/credential-gate.js';
import type { ServiceCredential } from '../policy/credential-index.js';
import { secondsUntilAdmitted } from '../policy/request-counter.js';
import { sendRawProblem } from '../policy/send-raw-problem.js';
import { readJsonBody } from './read-body.js';
import { REPORT_OPERATION } from './report-operation.js';
import { reportingTooOften } from './report-problems.js';
import { ReportMetrics } from './report-metrics.js';
import { ReportsService } from './reports.service.js';

/** Reports of one credential on one replica: a hundred a second, for a fleet of 6,000 instances. */
const REPORTS_PER_MINUTE = 6_000;

/** `POST /v1/reports`, below the framework: it has body limits of its own and shares the memory of credentials. */
@Injectable()
export class ReportsHandler implements OnModuleInit {
  constructor(
    private readonly routes: RawRoutes,
    private readonly gate: CredentialGate,
    private readonly reports: ReportsService,
    private readonly metrics: ReportMetrics,
    private readonly clock: Clock,
    @Inject(LOGGER) private readonly logger: Logger,
  ) {}

  onModuleInit(): void {
    this.routes.add({
      method: 'POST',
      path: '/v1/reports',
      operation: REPORT_OPERATION,
      handle: (request, response) =>
        this.gate.open({
          request,
          response,
          authorization: request.headers.authorization,
          admit: (credential) => void this.accept(request, response, credential),
          refuse: (problem) => this.refuse(request, response, problem),
        }),
    });
  }

  /** Never rejects: whatever goes wrong becomes an answer. */
  private async accept(
    request: IncomingMessage,
    response: ServerResponse,
    credential: ServiceCredential,
  ): Promise<void> {
    try {
      const wait = secondsUntilAdmitted(credential.reports, REPORTS_PER_MINUTE, this.clock.nowSeconds());
      if (wait > 0) throw reportingTooOften(wait);
      const answer = await this.reports.accept(credential, await readJsonBody(request));
      const body = JSON.stringify(answer);
      response.writeHead(202, {
        'content-type': 'application/json; charset=utf-8',
        'content-length': body.length,
      });
      response.end(body);
    } catch (error) {
      const problem = problemOf(error);
      if (!problem && !request.destroyed) this.logger.error({ err: error }, 'a report could not be taken in');
      this.refuse(request, response, problem ?? internalProblem());
    }
  }

  private refuse(request: IncomingMessage, response: ServerResponse, problem: Problem): void {
    this.metrics.refused(problem.status);
    sendRawProblem(request, response, problem);
    // What was not read of the body must not pile up in the socket.
    request.resume();
  }
}
