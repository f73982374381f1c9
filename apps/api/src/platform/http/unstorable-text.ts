/** Text that JSON and URLs can write but neither PostgreSQL nor the log's canonical bytes can hold (RFC 8785 §3.2.2.2). */
const UNSTORABLE = /\p{Surrogate}|\0/u;

/** The keys that lead to the first text, or member name, with a null character or half a surrogate pair in it. */
export function findUnstorableText(value: unknown): (string | number)[] | undefined {
  if (typeof value === 'string') return UNSTORABLE.test(value) ? [] : undefined;
  if (typeof value !== 'object' || value === null) return undefined;
  for (const [name, member] of Object.entries(value)) {
    const key = Array.isArray(value) ? Number(name) : name;
    if (UNSTORABLE.test(name)) return [key];
    const inside = findUnstorableText(member);
    if (inside !== undefined) return [key, ...inside];
  }
  return undefined;
}

/** The text with a replacement character for each of them: for what strangers wrote and nobody can correct. */
export function storableText(text: string): string {
  return text.replace(new RegExp(UNSTORABLE, 'gu'), '\uFFFD');
}
