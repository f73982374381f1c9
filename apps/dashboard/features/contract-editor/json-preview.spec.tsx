import { renderToStaticMarkup } from 'react-dom/server';
import { expect, it } from 'vitest';
import { JsonPreview } from './json-preview';
import { jsonText, type JsonObject } from './json-value';

const render = (contract: JsonObject) =>
  renderToStaticMarkup(
    <JsonPreview contract={contract} readOnly onApproach={() => undefined} onFocus={() => undefined} />,
  );

const textOf = (markup: string) =>
  markup
    .replaceAll('</div>', '\n')
    .replaceAll(/<[^>]*>/g, '')
    .replaceAll('&quot;', '"')
    .replaceAll('&lt;', '<')
    .replaceAll('&gt;', '>')
    .replaceAll('&amp;', '&')
    .trim();

it('shows the same text as the editor, whatever stands in it', () => {
  const contract: JsonObject = {
    'a "quoted" name': ['b: {c}', '<d> & \\', ''],
    nested: { number: -1.5e-7, yes: true, none: null, empty: {} },
  };
  expect(textOf(render(contract))).toBe(jsonText(contract).trim());
});

it('tells names from strings, and both from other values', () => {
  const markup = render({ name: 'name', size: 3 });
  expect(markup).toContain('<span class="text-accent">&quot;name&quot;</span>');
  expect(markup).toContain('<span class="text-ok">&quot;name&quot;</span>');
  expect(markup).toContain('<span class="text-warn">3</span>');
});
