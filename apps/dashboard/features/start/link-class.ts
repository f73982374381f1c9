/** A link within the words of a step. */
export const linkClass = 'rounded-sm text-text underline decoration-line-strong hover:decoration-current';
