import type { Parsed, TokenHeader } from './parse-token.js';

const MOST_HEADERS = 32;

/**
 * Headers of tokens whose signature held, by their segment as it was sent. An issuer's tokens mostly share a few; a
 * header without a good signature is never remembered, so nobody else can fill this.
 */
export class HeaderMemo {
  readonly #headers = new Map<string, Parsed<TokenHeader>>();

  recall(segment: string): Parsed<TokenHeader> | undefined {
    return this.#headers.get(segment);
  }

  keep(segment: string, header: TokenHeader): void {
    if (this.#headers.has(segment)) return;
    // An issuer whose headers never repeat gains nothing here, and must not cost memory either.
    if (this.#headers.size >= MOST_HEADERS) this.#headers.clear();
    // A slice would keep the whole token alive.
    this.#headers.set(Buffer.from(segment, 'latin1').toString('latin1'), { ok: true, value: header });
  }
}
