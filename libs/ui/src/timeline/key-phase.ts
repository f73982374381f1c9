/** The states of a key, each with one word, one colour and one pattern in the whole product. */
export type KeyPhase =
  'pre_active' | 'published' | 'active' | 'deactivated' | 'removed' | 'destroyed' | 'compromised';

export interface KeyPhaseLook {
  word: string;
  /** What the state means, in one line. */
  meaning: string;
  color: string;
}

export const KEY_PHASES: Readonly<Record<KeyPhase, KeyPhaseLook>> = {
  pre_active: {
    word: 'Pre-active',
    meaning: 'made, not shown to anyone yet',
    color: 'var(--key-pre-active)',
  },
  published: { word: 'Published', meaning: 'in the JWKS, does not sign yet', color: 'var(--key-published)' },
  active: { word: 'Active', meaning: 'signs new tokens', color: 'var(--key-active)' },
  deactivated: {
    word: 'Deactivated',
    meaning: 'signs no more, its tokens are still accepted',
    color: 'var(--key-deactivated)',
  },
  removed: { word: 'Removed', meaning: 'out of the JWKS', color: 'var(--key-removed)' },
  destroyed: { word: 'Destroyed', meaning: 'private part erased', color: 'var(--key-destroyed)' },
  compromised: {
    word: 'Compromised',
    meaning: 'denied everywhere, for ever',
    color: 'var(--key-compromised)',
  },
};

export const KEY_PHASE_ORDER: readonly KeyPhase[] = [
  'pre_active',
  'published',
  'active',
  'deactivated',
  'removed',
  'destroyed',
  'compromised',
];
