import type { TokenHeader } from './parse-token.js';

const MOST_HEADERS = 32;

interface Entry {
  readonly segment: string;
  readonly header: { readonly ok: true; readonly value: TokenHeader };
}

/**
 * Headers of tokens whose signature held, by their segment as it was sent. An issuer's tokens mostly share a few; a
 * header without a good signature is never remembered, so nobody else can fill this.
 */
export class HeaderMemo {
  readonly #entries = new Map<string, Entry>();
  #latest: Entry | undefined;

  recall(segment: string): Entry['header'] | undefined {
    // Most tokens have the header of the one before, and to compare costs a third of looking up.
    if (this.#latest?.segment !== segment) this.#latest = this.#entries.get(segment);
    return this.#latest?.header;
  }

  keep(segment: string, header: TokenHeader): void {
    if (this.#latest?.header.value === header || this.#entries.has(segment)) return;
    // An issuer whose headers never repeat gains nothing here, and must not cost memory either.
    if (this.#entries.size >= MOST_HEADERS) this.#entries.clear();
    // A slice would keep the whole token alive.
    const copy = Buffer.from(segment, 'latin1').toString('latin1');
    this.#entries.set(copy, { segment: copy, header: { ok: true, value: header } });
  }
}
