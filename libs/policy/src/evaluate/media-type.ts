/** Lower-cases A–Z only: `toLowerCase` also maps the Kelvin sign to k, which would make two types one. */
function asciiLower(text: string): string {
  return text.replace(/[A-Z]/g, (letter) => letter.toLowerCase());
}

/**
 * A `typ` in the form in which it is compared (RFC 7515 §4.1.9, RFC 9068 §4): ASCII case-insensitive, and a value
 * without a slash stands for `application/` and itself.
 */
export function mediaType(typ: string): string {
  const lower = asciiLower(typ);
  return lower.includes('/') ? lower : `application/${lower}`;
}
