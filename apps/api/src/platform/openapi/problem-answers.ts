import { ProblemDetails } from '@accord/contract/http';
import { z } from 'zod';
import { PROBLEM_CODES, type ProblemCode } from '../errors/problem-codes.js';
import { ProblemExtras } from '../errors/problem-extras.js';
import { PROBLEM_CONTENT } from '../http/endpoint.js';
import type { HeaderNotes } from '../http/header-note.js';
import type { Response } from './document-parts.js';
import type { AnsweredProblem } from './endpoint-problems.js';
import { headersMember } from './header-parts.js';

/** What errors refer to: clients of ours read any code, the document lists those that there are. */
export const DescribedProblem = ProblemDetails.extend({
  code: z.enum(Object.keys(PROBLEM_CODES) as [ProblemCode, ...ProblemCode[]]).meta({
    description: 'Stable. New ones may come: treat one that you do not know by its status.',
  }),
  ...ProblemExtras.shape,
}).meta({ id: 'ProblemDetails' });

/** Headers that come with problems, by their name in lower case. */
export const PROBLEM_HEADERS: HeaderNotes = {
  'retry-after': { description: 'Seconds to wait.', pattern: '^\\d+$' },
  'www-authenticate': { description: '`Bearer`' },
};

/** Statuses whose problems all have the header, as HTTP writes its name. */
const HEADER_OF: Readonly<Record<number, string>> = {
  401: 'WWW-Authenticate',
  429: 'Retry-After',
  503: 'Retry-After',
};

/** Collects the answers of problems as components: most operations share them. */
export class ProblemAnswers {
  readonly responses: Record<string, Response> = {};

  /** By status, as references. */
  of(problems: readonly AnsweredProblem[]): Record<string, Response> {
    const statuses = [...new Set(problems.map(({ status }) => status))].sort((one, other) => one - other);
    const answers = statuses.map((status) => {
      const codes = problems.filter((problem) => problem.status === status).map(({ code }) => code);
      return [String(status), this.reference(status, [...new Set(codes)].sort())];
    });
    return Object.fromEntries(answers) as Record<string, Response>;
  }

  private reference(status: number, codes: readonly ProblemCode[]): Response {
    const name = `${status}.${codes.join('.')}`;
    this.responses[name] ??= answerOf(status, codes);
    return { $ref: `#/components/responses/${name}` };
  }
}

function answerOf(status: number, codes: readonly ProblemCode[]): Response {
  const header = HEADER_OF[status];
  const note = header === undefined ? undefined : PROBLEM_HEADERS[header.toLowerCase()];
  return {
    description: codes.map((code) => `\`${code}\`: ${PROBLEM_CODES[code].advice}`).join('\n\n'),
    ...(header !== undefined && note !== undefined && headersMember({ [header]: note })),
    content: PROBLEM_CONTENT,
  };
}
