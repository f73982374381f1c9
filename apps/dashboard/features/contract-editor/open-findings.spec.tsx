import type { LintFinding } from '@accord/contract';
import { renderToStaticMarkup } from 'react-dom/server';
import { expect, it } from 'vitest';
import { OpenFindings } from './open-findings';

const render = (findings: LintFinding[]) => renderToStaticMarkup(<OpenFindings findings={findings} />);

it('shows what the lint still says, in its words and with its code', () => {
  const html = render([
    { code: 'typ_any', severity: 'warning', path: ['token_type', 'typ'], message: 'Any typ is accepted.' },
  ]);
  expect(html).toContain('1 warning of the lint');
  expect(html).toContain('Any typ is accepted.');
  expect(html).toContain('typ_any');
});

it('is not there when the lint has nothing to say', () => {
  expect(render([])).toBe('');
});
