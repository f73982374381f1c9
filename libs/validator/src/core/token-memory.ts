import type { TokenFacts } from '@accord/policy';
import type { CheckedToken } from './check-token.js';

/** No token is remembered for longer, whatever its exp. */
const LONGEST_SECONDS = 60;
/** Characters of the signature that find an entry; the whole token decides whether it is the right one. */
const TAIL = 5;
const BITS_A_CHARACTER = 6;

/** A token that was accepted, with what its checks read of it. */
export interface AcceptedToken {
  readonly checked: CheckedToken;
  readonly facts: TokenFacts;
}

interface Entry extends AcceptedToken {
  readonly token: string;
  /** Epoch seconds: remembered from the first and before the second. */
  readonly since: number;
  readonly until: number;
}

/**
 * Tokens that were accepted under one contract of one bundle, so that a repeated one needs no parsing and no
 * signature check. Only accepted tokens come in, so nobody without good tokens can push one out. Entries go in two
 * generations: when the younger one is half of the limit or a minute old, it takes the place of the older one.
 */
export class TokenMemory {
  readonly #halfOfLimit: number;
  #young = new Map<number, Entry>();
  #old = new Map<number, Entry>();
  #youngSince = 0;

  /** @param maxTokens how many tokens are held at most; below 2 none is */
  constructor(maxTokens: number) {
    this.#halfOfLimit = Math.floor(maxTokens / 2);
  }

  /** How many tokens are held. */
  get size(): number {
    return this.#young.size + this.#old.size;
  }

  /** The token as it was checked before, or null. `now`: epoch seconds. */
  recall(token: string, now: number): AcceptedToken | null {
    if (this.#halfOfLimit === 0) return null;
    const tail = tailOf(token);
    const entry = this.#young.get(tail) ?? this.#old.get(tail);
    if (entry?.token !== token) return null;
    // A clock that was set back must not make an entry live longer.
    return now >= entry.since && now < entry.until ? entry : null;
  }

  /** Remembers a token that was accepted just now. `exp` and `now`: epoch seconds. */
  keep(token: string, { checked, facts }: AcceptedToken, exp: number, now: number): void {
    if (this.#halfOfLimit === 0 || exp <= now) return;
    const age = now - this.#youngSince;
    if (this.#young.size >= this.#halfOfLimit || age >= LONGEST_SECONDS || age < 0) {
      this.#old = this.#young;
      this.#young = new Map();
      this.#youngSince = now;
    }
    const until = Math.min(exp, now + LONGEST_SECONDS);
    this.#young.set(tailOf(token), { token, checked, facts, since: now, until });
  }
}

/**
 * The last characters of the signature as one number, which costs neither a string nor its hash. The very last one is left
 * out: it may carry as few as two bits.
 */
function tailOf(token: string): number {
  let tail = 0;
  for (let index = token.length - TAIL - 1; index < token.length - 1; index += 1)
    tail = (tail << BITS_A_CHARACTER) ^ token.charCodeAt(index);
  return tail;
}
