import type { RevocationKind } from '@accord/contract';

/** What is refused, and which claim of a token names it. */
export const KIND_WORDS: Readonly<Record<RevocationKind, { label: string; value: string; hint: string }>> = {
  tokens: { label: 'Token', value: 'Token id', hint: 'The claim jti of the token.' },
  subjects: { label: 'Subject', value: 'Subject', hint: 'The claim sub: the person or the machine.' },
  sessions: { label: 'Session', value: 'Session id', hint: 'The claim sid: one log-in.' },
  clients: {
    label: 'Client',
    value: 'Client id',
    hint: 'The claim that the contract takes the client from.',
  },
};

/** A choice of the dialog: one of the kinds, or everything that an issuer issued before a time. */
export type RevocationChoice = RevocationKind | 'issued_before';

export const CHOICES: readonly { value: RevocationChoice; label: string }[] = [
  { value: 'tokens', label: 'One token' },
  { value: 'subjects', label: 'A subject' },
  { value: 'sessions', label: 'A session' },
  { value: 'clients', label: 'A client' },
  { value: 'issued_before', label: 'Everything issued before a time' },
];
