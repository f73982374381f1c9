/** What the document says of a header: one sentence; `pattern` where its form is fixed. */
export interface HeaderNote {
  description: string;
  pattern?: string;
  /** Of a request: it is refused without. */
  required?: true;
}

export type HeaderNotes = Readonly<Record<string, HeaderNote>>;

/** Of what is edited under If-Match. */
export const ETAG: HeaderNotes = {
  ETag: { description: 'Of the state that is answered; sent back in If-Match.', pattern: '^"[^"]*"$' },
};
