/** Most of what is written is shorter. */
const LONGEST_KEPT_VIEW = 1024;

/** A buffer that is written anew for each token: making one costs more than decoding, and a view of it as much. */
export class Scratch {
  readonly bytes: Buffer;
  readonly #views: Buffer[] = [];

  constructor(size: number) {
    this.bytes = Buffer.allocUnsafeSlow(size);
  }

  /** The first bytes. */
  first(length: number): Buffer {
    if (length > LONGEST_KEPT_VIEW) return this.bytes.subarray(0, length);
    return (this.#views[length] ??= this.bytes.subarray(0, length));
  }
}
