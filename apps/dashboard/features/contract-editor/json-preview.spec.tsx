import { renderToStaticMarkup } from 'react-dom/server';
import { expect, it } from 'vitest';
import { JsonPreview } from './json-preview';
import { jsonText } from './json-value';

const render = (text: string) =>
  renderToStaticMarkup(
    <JsonPreview text={text} readOnly onApproach={() => undefined} onFocus={() => undefined} />,
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
  const text = jsonText({
    'a "quoted" name': ['b: {c}', '<d> & \\', ''],
    nested: { number: -1.5e-7, yes: true, none: null, empty: {} },
  });
  expect(textOf(render(text))).toBe(text);
});

it('shows a text that cannot be read as it is', () => {
  const text = '{\n  "broken": [1, "open\n}';
  expect(textOf(render(text))).toBe(text);
});

it('tells names from strings, and both from other values', () => {
  const markup = render(jsonText({ name: 'name', size: 3 }));
  expect(markup).toContain('<span class="text-accent">&quot;name&quot;</span>');
  expect(markup).toContain('<span class="text-ok">&quot;name&quot;</span>');
  expect(markup).toContain('<span class="text-warn">3</span>');
});
