import type { PublicJwk } from '@accord/contract';

/**
 * Primes and the fingerprint of CVE-2017-15361 (ROCA): a faulty generator made moduli that are a power of 65537
 * modulo every small prime (Nemec et al., "The Return of Coppersmith's Attack", §3). A sound key passes for one
 * with a probability below 2^-27.
 */
const ROCA_GENERATOR = 65537n;
const ROCA_PRIMES = [
  3n,
  5n,
  7n,
  11n,
  13n,
  17n,
  19n,
  23n,
  29n,
  31n,
  37n,
  41n,
  43n,
  47n,
  53n,
  59n,
  61n,
  67n,
  71n,
  73n,
  79n,
  83n,
  89n,
  97n,
  101n,
  103n,
  107n,
  109n,
  113n,
  127n,
  131n,
  137n,
  139n,
  149n,
  151n,
  157n,
  163n,
  167n,
];

const MAX_RSA_BITS = 16_384;
const MIN_EXPONENT = 3n;
/** OpenSSL refuses larger exponents for big moduli; nobody needs one, and checking costs time in their length. */
const MAX_EXPONENT = 1n << 64n;

function toBigInt(base64url: string): bigint {
  const hex = Buffer.from(base64url, 'base64url').toString('hex');
  return hex === '' ? 0n : BigInt(`0x${hex}`);
}

/** Whether an RSA key must not be trusted, whatever it signed. `bits` is the length of its modulus. */
export function isWeakRsa(jwk: Extract<PublicJwk, { kty: 'RSA' }>, bits: number, minBits: number): boolean {
  if (bits < minBits || bits > MAX_RSA_BITS) return true;
  const exponent = toBigInt(jwk.e);
  if (exponent < MIN_EXPONENT || exponent > MAX_EXPONENT || exponent % 2n === 0n) return true;
  const modulus = toBigInt(jwk.n);
  return modulus % 2n === 0n || isRoca(modulus);
}

function isRoca(modulus: bigint): boolean {
  return ROCA_PRIMES.every((prime) => powersOf(ROCA_GENERATOR % prime, prime).has(modulus % prime));
}

function powersOf(generator: bigint, prime: bigint): ReadonlySet<bigint> {
  const powers = new Set<bigint>();
  for (let power = 1n; !powers.has(power); power = (power * generator) % prime) powers.add(power);
  return powers;
}

const ED25519_PRIME = (1n << 255n) - 19n;
/** The y coordinate of one of the points of order eight; the other is its negative. */
const ORDER_EIGHT_Y = 0x7a03ac9277fdc74ec6cc392cfa53202a0f67100d760b3cba4fd84d3d706a17c7n;
const SMALL_ORDER_Y: ReadonlySet<bigint> = new Set([
  0n,
  1n,
  ED25519_PRIME - 1n,
  ORDER_EIGHT_Y,
  ED25519_PRIME - ORDER_EIGHT_Y,
]);

/**
 * Whether an Ed25519 key is one of the points of small order, under which a signature says nothing about the
 * message, or written in another way than the canonical one (RFC 8032 §5.1.3).
 */
export function isWeakEd25519(jwk: Extract<PublicJwk, { kty: 'OKP' }>): boolean {
  const bytes = Buffer.from(jwk.x, 'base64url');
  if (bytes.length !== 32) return true;
  const littleEndian = toBigInt(Buffer.from(bytes).reverse().toString('base64url'));
  const y = littleEndian & ((1n << 255n) - 1n);
  return y >= ED25519_PRIME || SMALL_ORDER_Y.has(y);
}
