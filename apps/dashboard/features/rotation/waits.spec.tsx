import type { RotationView } from '@accord/contract/http';
import { renderToStaticMarkup } from 'react-dom/server';
import { describe, expect, it } from 'vitest';
import { Waits } from './waits';

type Blocker = RotationView['blockers'][number];

const blocker = (code: string, changes: Partial<Blocker> = {}): Blocker => ({
  kid: null,
  transition: 'publish',
  code,
  sentence: `Because of ${code}.`,
  until: null,
  needs_person: false,
  instances: [],
  ...changes,
});

/** A row for each transition, as its words. */
function rows(blockers: Blocker[]): string[] {
  const items = renderToStaticMarkup(<Waits blockers={blockers} />)
    .split('<li')
    .slice(1);
  return items.map((item) =>
    item
      .replace(/^[^>]*>/, '')
      .replaceAll(/<[^>]+>/g, ' ')
      .replaceAll(/\s+/g, ' ')
      .trim(),
  );
}

describe('Waits', () => {
  it('names each transition once, with everything that it waits for', () => {
    expect(rows([blocker('hold', { needs_person: true }), blocker('fleet_not_acknowledged')])).toEqual([
      'publish · needs a person Because of hold. Because of fleet_not_acknowledged.',
    ]);
  });

  it('calls nothing held up that is not due', () => {
    expect(rows([blocker('not_due'), blocker('standby_not_ready')])).toEqual([
      'publish · on schedule Because of not_due. Because of standby_not_ready.',
    ]);
    expect(rows([blocker('standby_not_ready')])[0]).toContain('held up');
  });

  it('begins with what needs a person', () => {
    const first = rows([
      blocker('not_due'),
      blocker('api_outage', { transition: 'remove' }),
      blocker('paused', { transition: 'activate', needs_person: true }),
    ]);
    expect(first.map((row) => row.split(' ')[0])).toEqual(['activate', 'remove', 'publish']);
  });
});
