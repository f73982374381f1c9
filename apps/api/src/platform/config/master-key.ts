import { readFileSync } from 'node:fs';
import type { ConfigProblem } from './config.js';
import { setValue } from './set-value.js';

/** 32 bytes as base64url. */
const MASTER_KEY = /^[A-Za-z0-9_-]{43}$/;

type Environment = Readonly<Record<string, string | undefined>>;

/**
 * Reads a master key from `variable`, or from the file that `<variable>_FILE` names. What is wrong goes to `problems`; the
 * key is empty then.
 */
export function readMasterKey(
  environment: Environment,
  variable: 'ACCORD_MASTER_KEY' | 'ACCORD_NEW_MASTER_KEY',
  problems: ConfigProblem[],
): Uint8Array {
  const fileVariable = `${variable}_FILE`;
  const file = setValue(environment[fileVariable]);
  const given = setValue(environment[variable]);
  const inFile = file === undefined ? undefined : readText(file);
  if (inFile === null) {
    problems.push({ variable: fileVariable, found: file, expected: 'a file that can be read' });
    return new Uint8Array();
  }
  if (given !== undefined && inFile !== undefined && given !== inFile) {
    const expected = `the key that ${fileVariable} names, or only one of the two`;
    problems.push({ variable, found: undefined, expected });
    return new Uint8Array();
  }
  const text = given ?? inFile ?? '';
  if (MASTER_KEY.test(text)) return new Uint8Array(Buffer.from(text, 'base64url'));
  const expected = '32 bytes as base64url: 43 characters, no padding';
  problems.push({ variable, found: text === '' ? '' : undefined, expected });
  return new Uint8Array();
}

function readText(file: string): string | null {
  try {
    return readFileSync(file, 'utf8').trim();
  } catch {
    return null;
  }
}
