import { Report } from '@accord/contract';
import { ReportAccepted } from '@accord/contract/http';
import type { RawOperation } from '../platform/http/raw-operation.js';
import { validationFailed } from '../platform/http/validation.pipe.js';
import { CREDENTIAL_PROBLEMS } from '../policy/policy-problems.js';
import { MAX_PACKED_BYTES, MAX_UNPACKED_BYTES, malformed, tooLarge, unsupported } from './read-body.js';
import { reportingTooOften } from './report-problems.js';
import { windowInFuture, windowTooOld } from './report-window.js';

/** `POST /v1/reports` for the API's page. */
export const REPORT_OPERATION: RawOperation = {
  operationId: 'sendReport',
  summary: 'Takes in the verdict counts of one window of one instance',
  description:
    'Counts from closed lists: no token, no subject, no free text. The same instance and sequence count once, however ' +
    'often they are sent. Reports never change policy.',
  credential: 'service',
  requestHeaders: {
    'Content-Encoding': { description: '`gzip`, or left out.', pattern: '^(gzip|identity)$' },
  },
  requestBody: {
    description: `At most ${MAX_UNPACKED_BYTES} bytes, ${MAX_PACKED_BYTES} when sent as gzip.`,
    schema: Report,
  },
  responseHeaders: {},
  answers: [{ status: 202, description: 'Counted, or counted before.', body: ReportAccepted }],
  problems: [
    malformed('The body is no JSON.'),
    ...CREDENTIAL_PROBLEMS,
    tooLarge(),
    unsupported('Send the report as Content-Type: application/json, plainly or with Content-Encoding: gzip.'),
    validationFailed([], { type: 'body', data: undefined }),
    windowTooOld(0),
    windowInFuture(0),
    reportingTooOften(1),
  ],
};
