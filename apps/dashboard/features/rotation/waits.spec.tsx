import { renderToStaticMarkup } from 'react-dom/server';
import { describe, expect, it } from 'vitest';
import { NOW, blocker, key, viewOf } from './rotation-view.fixture';
import { Waits } from './waits';

/** A row for each transition, as its words. */
function rows(blockers: ReturnType<typeof blocker>[], keys: Parameters<typeof viewOf>[0] = []): string[] {
  const items = renderToStaticMarkup(<Waits view={viewOf(keys, { blockers })} />)
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

  it('calls a removal on schedule while the overlap runs, whoever has not switched or reported yet', () => {
    const shown = rows(
      ['overlap_not_elapsed', 'signer_not_acknowledged', 'verifier_not_drained'].map((code) =>
        blocker(code, { transition: 'remove' }),
      ),
    );
    expect(shown).toHaveLength(1);
    expect(shown[0]).toContain('remove · on schedule');
  });

  it('calls an activation on schedule while the lead runs, whoever has not polled yet', () => {
    const waiting = [blocker('lead_not_elapsed'), blocker('fleet_not_acknowledged')];
    expect(rows(waiting)[0]).toContain('on schedule');
    expect(rows([blocker('fleet_not_acknowledged')])[0]).toContain('held up');
  });

  it('gives instances a lead to report after the overlap before it calls the removal held up', () => {
    const gone = key('deactivated', { kid: 'old', remove_after: NOW - 60 });
    const drain = blocker('verifier_not_drained', { kid: 'old', transition: 'remove' });
    expect(rows([drain], [gone])[0]).toContain('on schedule');
    expect(rows([drain], [{ ...gone, remove_after: NOW - 301 }])[0]).toContain('held up');
    const hold = blocker('hold', { kid: 'old', transition: 'remove' });
    expect(rows([drain, hold], [gone])[0]).toContain('held up');
  });

  it('leaves a freeze or an outage that outlasts the clock held up', () => {
    const clock = blocker('overlap_not_elapsed', { until: NOW + 10 });
    expect(rows([clock, blocker('freeze', { until: NOW + 5 })])[0]).toContain('on schedule');
    expect(rows([clock, blocker('freeze', { until: NOW + 99 })])[0]).toContain('held up');
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
