import type { Claims } from './claims.js';

/** What the claims are called that the rules for one issuer look at, beside those that RFC 7519 and 9068 name. */
export interface ClaimNames {
  readonly client: string;
  readonly audience: string;
  readonly scopes: string;
  readonly roles: string;
  readonly tenant: string;
  /** Every claim that some rule cannot do without. */
  readonly required: readonly string[];
  readonly forbidden: readonly string[];
}

export interface NamedPlace {
  readonly name: string;
  readonly place: number;
}

/**
 * The place of each claim that the rules for one issuer look at, so that one pass over a token's claims finds them all:
 * to look each of them up by its name costs twice as much.
 */
export class ClaimTable {
  readonly #places = new Map<string, number>();
  readonly #absent: readonly undefined[];
  readonly exp = this.#placeOf('exp');
  readonly nbf = this.#placeOf('nbf');
  readonly iat = this.#placeOf('iat');
  readonly aud = this.#placeOf('aud');
  readonly sub = this.#placeOf('sub');
  readonly jti = this.#placeOf('jti');
  readonly sid = this.#placeOf('sid');
  readonly cnf = this.#placeOf('cnf');
  readonly acr = this.#placeOf('acr');
  readonly client: number;
  readonly audience: number;
  readonly scopes: number;
  readonly roles: number;
  readonly tenant: number;
  readonly required: readonly NamedPlace[];
  readonly forbidden: readonly NamedPlace[];

  constructor(names: ClaimNames) {
    this.client = this.#placeOf(names.client);
    this.audience = this.#placeOf(names.audience);
    this.scopes = this.#placeOf(names.scopes);
    this.roles = this.#placeOf(names.roles);
    this.tenant = this.#placeOf(names.tenant);
    this.required = names.required.map((name) => ({ name, place: this.#placeOf(name) }));
    this.forbidden = names.forbidden.map((name) => ({ name, place: this.#placeOf(name) }));
    this.#absent = Array.from(this.#places, () => undefined);
  }

  #placeOf(name: string): number {
    const place = this.#places.get(name) ?? this.#places.size;
    this.#places.set(name, place);
    return place;
  }

  /** The values by place; undefined for what the token lacks. Names that objects merely inherit are not claims. */
  read(claims: Claims): readonly unknown[] {
    const values: unknown[] = this.#absent.slice();
    for (const name in claims) {
      // In such a loop the engine knows the answer without asking; `Object.hasOwn` it calls.
      if (!Object.prototype.hasOwnProperty.call(claims, name)) continue;
      const place = this.#places.get(name);
      if (place !== undefined) values[place] = claims[name];
    }
    return values;
  }
}
