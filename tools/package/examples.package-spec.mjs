import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import ts from 'typescript';
import { describe, expect, it } from 'vitest';
import { root } from '../lib/paths.mjs';

const home = join(root, 'libs/validator');
const { exports } = JSON.parse(readFileSync(join(home, 'package.json'), 'utf8'));
const entries = Object.values(exports).map((targets) => join(home, targets['@accord/source']));
const options = {
  module: ts.ModuleKind.NodeNext,
  moduleResolution: ts.ModuleResolutionKind.NodeNext,
  target: ts.ScriptTarget.ES2023,
  lib: ['lib.es2023.d.ts'],
  customConditions: ['@accord/source'],
  strict: true,
  noUncheckedIndexedAccess: true,
  experimentalDecorators: true,
  skipLibCheck: true,
  noEmit: true,
  types: ['node'],
  typeRoots: [join(root, 'node_modules/@types')],
};

/** The comment in front of a declaration as it was written: TypeScript's own parser ends an example at a decorator. */
function commentOf(declaration) {
  const statement = ts.findAncestor(declaration, (node) => ts.isSourceFile(node.parent));
  const text = statement.getSourceFile().text;
  const comments = ts.getLeadingCommentRanges(text, statement.getFullStart()) ?? [];
  const last = comments.at(-1);
  return last ? text.slice(last.pos, last.end).replaceAll(/^ *\* ?/gm, '') : '';
}

const example = /@example\s+```ts\n([\s\S]*?)```/;

/** Each exported name with its comment; the same declaration under several entry points once. */
function exportedNames() {
  const program = ts.createProgram(entries, options);
  const checker = program.getTypeChecker();
  const found = new Map();
  for (const entry of entries) {
    const module = checker.getSymbolAtLocation(program.getSourceFile(entry));
    for (const exported of checker.getExportsOfModule(module)) {
      const isAlias = exported.flags & ts.SymbolFlags.Alias;
      const { declarations } = isAlias ? checker.getAliasedSymbol(exported) : exported;
      found.set(declarations[0], { name: exported.name, comment: commentOf(declarations[0]) });
    }
  }
  return [...found.values()];
}

const names = exportedNames();

describe('every exported name', () => {
  it.each(names)('$name says what it is, with an example', ({ comment }) => {
    expect(comment).toMatch(/^\/\*\*\s+\S/);
    expect(comment).toMatch(example);
  });
});

it('has examples that compile as they stand', () => {
  // They lie in the package, so that its name and its frameworks are found from them.
  const files = new Map(
    names.map(({ name, comment }) => [join(home, `example-${name}.ts`), example.exec(comment)?.[1] ?? '']),
  );
  const host = ts.createCompilerHost(options);
  const { fileExists, getSourceFile } = host;
  host.fileExists = (file) => files.has(file) || fileExists(file);
  host.getSourceFile = (file, language) =>
    files.has(file) ? ts.createSourceFile(file, files.get(file), language) : getSourceFile(file, language);
  const program = ts.createProgram([...files.keys()], options, host);
  const problems = [...files.keys()].flatMap((file) => {
    const source = program.getSourceFile(file);
    return [...program.getSyntacticDiagnostics(source), ...program.getSemanticDiagnostics(source)];
  });
  const told = problems.map(({ file, start, messageText }) => {
    const { line } = file.getLineAndCharacterOfPosition(start);
    return `${file.fileName.replace(home, '')}:${line + 1} ${ts.flattenDiagnosticMessageText(messageText, ' ')}`;
  });
  expect(told).toEqual([]);
  expect(files.size).toBeGreaterThan(60);
});
