/** One part of a token, decoded; `text` is what stands there when it is no JSON object. */
export interface DecodedPart {
  json: Record<string, unknown> | null;
  text: string;
}

export interface DecodedToken {
  header: DecodedPart;
  claims: DecodedPart;
}

/** What a person copied, down to the token: without the header's name, the scheme, quotes and line breaks around it. */
export function cleanToken(pasted: string): string {
  const bare = pasted
    .trim()
    .replace(/^authorization:\s*/i, '')
    .replace(/^(bearer|dpop)\s+/i, '');
  return bare.replace(/^["']|["']$/g, '').trim();
}

/** Reads header and claims, here in the browser. Nothing is verified. Null when there are not three parts. */
export function decodeToken(token: string): DecodedToken | null {
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
