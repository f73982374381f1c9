import { renderToStaticMarkup } from 'react-dom/server';
import { describe, expect, it } from 'vitest';
import { blocker, viewOf } from './rotation-view.fixture';
import { Waits } from './waits';

/** A row for each transition, as its words. */
function rows(blockers: ReturnType<typeof blocker>[]): string[] {
  const items = renderToStaticMarkup(<Waits view={viewOf([], { blockers })} />)
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
    const standing = 'needs_person';
    expect(rows([blocker('hold', { standing }), blocker('fleet_not_acknowledged', { standing })])).toEqual([
      'publish · needs a person Because of hold. Because of fleet_not_acknowledged.',
    ]);
  });

  it('says of each how it stands, and begins with what needs a person', () => {
    const shown = rows([
      blocker('not_due'),
      blocker('api_outage', { transition: 'remove', standing: 'held_up' }),
      blocker('paused', { transition: 'activate', standing: 'needs_person' }),
    ]);
    expect(shown.map((row) => row.split(' Because')[0])).toEqual([
      'activate · needs a person',
      'remove · held up',
      'publish · on schedule',
    ]);
  });
});
