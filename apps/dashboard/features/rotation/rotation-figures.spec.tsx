import type { RotationView } from '@accord/contract/http';
import { renderToStaticMarkup } from 'react-dom/server';
import { describe, expect, it } from 'vitest';
import { RotationFigures } from './rotation-figures';
import { NOW, blocker, scheduleOf, viewOf } from './rotation-view.fixture';

const ref = { service: 'orders', environment: 'production', instance: 'orders-instance-1' };

/** The words on screen, over a fleet in which nothing else is planned. */
function words(fleet: Omit<RotationView['fleet'], 'needed_version'>): string {
  return wordsOf(viewOf([], { schedules: [], fleet: { needed_version: 7, ...fleet } }));
}

function wordsOf(view: RotationView): string {
  return renderToStaticMarkup(<RotationFigures view={view} />)
    .replaceAll(/<[^>]+>/g, ' ')
    .replaceAll(/\s+/g, ' ');
}

describe('RotationFigures', () => {
  it('says what has no time because something else is held up', () => {
    const schedules = [scheduleOf({ next_activate_at: NOW - 420 })];
    const stuck = { transition: 'activate', standing: 'held_up' } as const;
    const view = viewOf([], { schedules, blockers: [blocker('fleet_not_acknowledged', stuck)] });
    expect(wordsOf(view)).toContain('Next key removed held up; see below what it waits for');
    expect(wordsOf(viewOf([], { schedules }))).toContain('Next key removed not planned');
  });

  it('does not count the silent among the live that lack the key', () => {
    const shown = words({ live: 4, acknowledged: 4, missing: [], silent: [ref, ref, ref, ref] });
    expect(shown).toContain('4 of 4 live instances');
    expect(shown).toContain('4 instances fell silent without it:');
    expect(shown).not.toContain('lack it');
  });

  it('names the live that lack it', () => {
    const shown = words({ live: 4, acknowledged: 3, missing: [ref], silent: [] });
    expect(shown).toContain('1 live instance lacks it:');
    expect(shown).not.toContain('silent');
  });

  it('names the silent where nobody is live', () => {
    const shown = words({ live: 0, acknowledged: 0, missing: [], silent: [ref] });
    expect(shown).toContain('No live instance uses this issuer.');
    expect(shown).toContain('1 instance fell silent without it:');
  });
});
