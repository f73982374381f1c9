import { CompletionContext } from '@codemirror/autocomplete';
import { json } from '@codemirror/lang-json';
import { ensureSyntaxTree } from '@codemirror/language';
import { EditorState } from '@codemirror/state';
import { describe, expect, it } from 'vitest';
import { completeContract } from './json-completion';

/** What is offered where `|` stands in the text, and the text after the first of it was taken. */
function complete(marked: string, explicit = false) {
  const pos = marked.indexOf('|');
  const doc = marked.replace('|', '');
  const begun = EditorState.create({ doc, extensions: [json()] });
  ensureSyntaxTree(begun, doc.length, 10_000);
  // A state gets to know what was parsed for it with the next transaction.
  const { state } = begun.update({});
  const result = completeContract(new CompletionContext(state, pos, explicit));
  const [first] = result?.options ?? [];
  if (!result || !first) return { labels: [], text: doc };
  const insert = typeof first.apply === 'string' ? first.apply : first.label;
  return {
    labels: result.options.map(({ label }) => label),
    text: state.update({ changes: { from: result.from, to: result.to ?? pos, insert } }).newDoc.toString(),
  };
}

const REVOCATION = '"revocation": ["tokens","subjects","sessions","clients"]';

describe('names of members', () => {
  it.each([
    ['{ "rev|" }', `{ ${REVOCATION} }`],
    ['{ "schema": 1, "rev|" }', `{ "schema": 1, ${REVOCATION} }`],
    ['{ "rev|", "schema": 1 }', `{ ${REVOCATION}, "schema": 1 }`],
    ['{ "rev|": [] }', '{ "revocation": [] }'],
    ['{ "time": { "max_a|" } }', '{ "time": { "max_age_seconds": 3600 } }'],
  ])('come with a value where there is none: %s', (typed, text) => {
    expect(complete(typed).text).toBe(text);
  });

  it('are kept apart from a member that follows without a comma', () => {
    expect(complete('{ "rev|"\n"schema": 1 }').text).toBe(`{ ${REVOCATION},\n"schema": 1 }`);
  });

  it('are offered for the asking at once after the brace', () => {
    expect(complete('{|}', true).labels).toContain('"audiences"');
    expect(complete('{ "binding": {|} }', true).labels).toEqual(['"dpop"', '"mtls"']);
  });
});

describe('names of members that are there', () => {
  it('are not offered again', () => {
    expect(complete('{ "audiences": [], "aud|" }').labels).toEqual([]);
    expect(complete('{ "binding": { "dpop": "off", | } }', true).labels).toEqual(['"mtls"']);
    expect(complete('{ "binding": {|"mtls": "off" } }', true).labels).toEqual(['"dpop"']);
  });

  it('are offered where they are written themselves, and in other objects', () => {
    expect(complete('{ "binding": { "dp|": "off" } }').labels).toEqual(['"dpop"']);
    expect(complete('{ "issuers": [{ "issuer": "a" }, { "issuer|" }] }').labels).toContain('"issuer"');
  });
});

describe('values', () => {
  it('are those that hold what was typed, and take the quotes with them', () => {
    expect(complete('{ "enforcement": "re|" }')).toEqual({
      labels: ['"report_only"'],
      text: '{ "enforcement": "report_only" }',
    });
    expect(complete('{ "issuers": [{ "algorithms": ["es2|"] }] }').labels).toEqual(['"ES256"']);
    expect(complete('{ "schema": "|" }').text).toBe('{ "schema": 1 }');
  });

  it('that begin with what was typed come first', () => {
    expect(complete('{ "binding": { "dpop": "o|" } }').labels).toEqual(['"off"', '"optional"']);
    expect(complete('{ "revocation": ["s|"] }').labels.slice(0, 2)).toEqual(['"subjects"', '"sessions"']);
  });

  it.each(['{ "enforcement": "|" }', '{ "enforcement": | }', '{ "enforcement": "|'])(
    'are all offered where nothing was typed yet: %s',
    (typed) => {
      expect(complete(typed, true).labels).toEqual(['"enforce"', '"report_only"']);
    },
  );

  it.each(['{ "enforcement": re| }', '{ "enforcement": "re| }'])('replace what was begun: %s', (typed) => {
    expect(complete(typed, true).text).toBe('{ "enforcement": "report_only" }');
  });

  it('are not offered after the closing quote', () => {
    expect(complete('{ "enforcement": "enforce"| }', true).labels).toEqual([]);
  });
});
