import { z } from 'zod';

/** Bidirectional overrides and isolates: they show a text in another order than it has. */
const BIDI = String.raw`\u202a-\u202e\u2066-\u2069`;
const UNFIT_FOR_PROSE = new RegExp(String.raw`(?![\t\r\n])\p{Cc}|[${BIDI}]`, 'u');
const UNFIT_FOR_LINE = new RegExp(String.raw`\p{Cc}|[\u2028\u2029${BIDI}]`, 'u');

const trimmed = (most: number) => z.string().trim().min(1, 'must not be empty or blank').max(most);

const refusing = (unfit: RegExp, what: string) =>
  [
    (text: string) => !unfit.test(text),
    {
      error: `holds ${what}; remove it`,
      params: { code: 'text_invalid' },
    },
  ] as const;

/** A name or title that a person writes. One rule for all of them. */
export function Line(most: number) {
  return trimmed(most)
    .refine(...refusing(UNFIT_FOR_LINE, 'a line break, a control character or a bidirectional override'))
    .meta({
      description: `One line: trimmed, then 1 to ${most} characters, without control characters and bidirectional overrides.`,
    });
}

/** A reason or description that a person writes: it may have several lines. */
export function Prose(most: number) {
  return trimmed(most)
    .refine(...refusing(UNFIT_FOR_PROSE, 'a control character or a bidirectional override'))
    .meta({
      description: `Trimmed, then 1 to ${most} characters; lines and tabs, but no other control characters and no bidirectional overrides.`,
    });
}

/** Why somebody does what the log keeps. */
export const Reason = Prose(2000);
