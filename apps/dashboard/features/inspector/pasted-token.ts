/** One part of a token, decoded; `text` is what stands there when it is no JSON object. */
export interface DecodedPart {
  json: Record<string, unknown> | null;
  text: string;
}

/** `header` is null for claims that came without a token. */
export interface Decoded {
  header: DecodedPart | null;
  claims: DecodedPart;
}

/** What is to be judged, as the API takes it: a token, or the text of claims. */
export type Pasted = { token: string } | { claims: string };

/** Whether what is pasted now is what was judged. */
export function isSamePasted(judged: Pasted, now: Pasted | null): boolean {
  return JSON.stringify(judged) === JSON.stringify(now);
}

/** A token never begins with a brace, and JSON claims always do. Null when nothing was pasted. */
export function readPasted(pasted: string): Pasted | null {
  const text = pasted.trim();
  if (text === '') return null;
  return text.startsWith('{') ? { claims: text } : { token: cleanToken(text) };
}

/** What a person copied, down to the token: without the header's name, the scheme, quotes and line breaks around it. */
function cleanToken(pasted: string): string {
  const bare = pasted
    .trim()
    .replace(/^authorization:\s*/i, '')
    .replace(/^(bearer|dpop)\s+/i, '');
  return bare.replace(/^["']|["']$/g, '').trim();
}

/** Reads header and claims, here in the browser. Nothing is verified. Null when a token has not three parts. */
export function decodePasted(pasted: Pasted): Decoded | null {
  return 'claims' in pasted ? { header: null, claims: readJson(pasted.claims) } : decodeToken(pasted.token);
}

function decodeToken(token: string): Decoded | null {
  const [header, claims, signature, ...rest] = token.split('.');
  if (header === undefined || claims === undefined || signature === undefined || rest.length > 0) return null;
  return { header: decodePart(header), claims: decodePart(claims) };
}

function decodePart(part: string): DecodedPart {
  try {
    const binary = atob(part.replaceAll('-', '+').replaceAll('_', '/'));
    const bytes = Uint8Array.from(binary, (character) => character.charCodeAt(0));
    return readJson(new TextDecoder().decode(bytes));
  } catch {
    return { json: null, text: part };
  }
}

function readJson(text: string): DecodedPart {
  try {
    const value: unknown = JSON.parse(text);
    const isObject = typeof value === 'object' && value !== null && !Array.isArray(value);
    return { json: isObject ? (value as Record<string, unknown>) : null, text };
  } catch {
    return { json: null, text };
  }
}
