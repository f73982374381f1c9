import type { DraftView } from '@accord/contract/http';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { ApiProblem } from '../../lib/api-problem';
import { DraftSync } from './draft-sync';
import type { JsonObject } from './json-value';

const view = (contract: JsonObject, etag: string): DraftView => ({
  contract,
  etag,
  updated_at: 0,
  updated_by: 'ada',
  based_on_version: null,
  findings: [],
  changes: [],
});
const problem = (status: number, members = {}) =>
  new ApiProblem({ status, code: 'x', title: 'x', detail: 'x', members });

const save = vi.fn<(contract: JsonObject, etag: string | null) => Promise<DraftView>>();
const discard = vi.fn<(etag: string) => Promise<void>>();
const open = vi.fn<() => Promise<{ contract: JsonObject; draft: DraftView | null }>>();

beforeEach(() => {
  vi.useFakeTimers();
  save.mockReset();
  discard.mockReset();
  open.mockReset();
});
afterEach(() => {
  vi.useRealTimers();
});

const begin = (draft: DraftView | null = null) =>
  new DraftSync({ save, discard, open }, { contract: { a: 0 }, draft });

it('saves nothing until something is typed, then once when typing pauses', async () => {
  const sync = begin();
  await sync.flush();
  expect(save).not.toHaveBeenCalled();
  save.mockResolvedValue(view({ a: 2 }, 'e1'));
  sync.edit({ a: 1 });
  sync.edit({ a: 2 });
  expect(sync.current().save.kind).toBe('waiting');
  await vi.runAllTimersAsync();
  expect(save.mock.calls).toEqual([[{ a: 2 }, null]]);
  expect(sync.current()).toMatchObject({ save: { kind: 'saved' }, draft: { etag: 'e1' } });
});

it('saves what was typed during a save afterwards, under the new ETag', async () => {
  const sync = begin(view({ a: 0 }, 'e0'));
  let answer: (draft: DraftView) => void = () => undefined;
  save.mockImplementationOnce(() => new Promise((resolve) => (answer = resolve)));
  sync.edit({ a: 1 });
  const first = sync.flush();
  sync.edit({ a: 2 });
  await vi.runAllTimersAsync();
  expect(save).toHaveBeenCalledTimes(1);
  save.mockResolvedValue(view({ a: 2 }, 'e2'));
  answer(view({ a: 1 }, 'e1'));
  await first;
  await vi.runAllTimersAsync();
  expect(save.mock.calls).toEqual([
    [{ a: 1 }, 'e0'],
    [{ a: 2 }, 'e1'],
  ]);
});

it('keeps what was typed when a save fails, and tries again by itself after an outage', async () => {
  const sync = begin();
  save.mockRejectedValueOnce(problem(0)).mockResolvedValue(view({ a: 1 }, 'e1'));
  sync.edit({ a: 1 });
  await sync.flush();
  expect(sync.current()).toMatchObject({ contract: { a: 1 }, save: { kind: 'failed' } });
  await vi.runAllTimersAsync();
  expect(sync.current().save.kind).toBe('saved');
});

it('does not repeat what was refused, until somebody asks for it', async () => {
  const sync = begin();
  save.mockRejectedValueOnce(problem(401)).mockResolvedValue(view({ a: 1 }, 'e1'));
  sync.edit({ a: 1 });
  await vi.runAllTimersAsync();
  expect([save.mock.calls.length, sync.current().save.kind]).toEqual([1, 'failed']);
  await sync.flush();
  expect(sync.current().save.kind).toBe('saved');
});

const theirs = { contract: { a: 9 }, etag: 'e9', updated_at: 1, updated_by: 'bob' };

it('saves nothing during a conflict, then overwrites exactly what was shown', async () => {
  const sync = begin(view({ a: 0 }, 'e0'));
  save.mockRejectedValueOnce(problem(412, { current: theirs })).mockResolvedValue(view({ a: 2 }, 'e10'));
  sync.edit({ a: 1 });
  await vi.runAllTimersAsync();
  expect(sync.current().save).toEqual({ kind: 'conflict', current: theirs });
  sync.edit({ a: 2 });
  await vi.runAllTimersAsync();
  expect(save).toHaveBeenCalledTimes(1);
  await sync.keepMine();
  expect(save.mock.lastCall).toEqual([{ a: 2 }, 'e9']);
  expect(sync.current().save.kind).toBe('saved');
});

it('takes theirs', async () => {
  const sync = begin(view({ a: 0 }, 'e0'));
  save.mockRejectedValueOnce(problem(412, { current: theirs }));
  open.mockResolvedValue({ contract: { a: 9 }, draft: view({ a: 9 }, 'e9') });
  sync.edit({ a: 1 });
  await vi.runAllTimersAsync();
  await sync.takeTheirs();
  expect(sync.current()).toMatchObject({ contract: { a: 9 }, save: { kind: 'saved' } });
});

it('asks nobody when only the version in force has changed', async () => {
  const sync = begin(view({ a: 0, b: 0 }, 'e0-1'));
  const moved = { ...theirs, contract: { b: 0, a: 0 }, etag: 'e0-2' };
  save.mockRejectedValueOnce(problem(412, { current: moved })).mockResolvedValue(view({ a: 1 }, 'e1-2'));
  sync.edit({ a: 1 });
  await vi.runAllTimersAsync();
  expect(save.mock.lastCall).toEqual([{ a: 1 }, 'e0-2']);
  expect(sync.current().save.kind).toBe('saved');
});

describe('JSON that cannot be read', () => {
  const broken = '{"broken": [1,';

  it('is kept, and not saved', async () => {
    const sync = begin();
    sync.keepUnreadable(broken);
    await sync.flush();
    await vi.runAllTimersAsync();
    expect(save).not.toHaveBeenCalled();
    expect(sync.current()).toMatchObject({ contract: { a: 0 }, unreadable: broken });
  });

  it('is kept while what stood there before is saved', async () => {
    const sync = begin();
    save.mockImplementationOnce(() => {
      sync.edit({ a: 2 });
      sync.keepUnreadable(broken);
      return Promise.resolve(view({ a: 1 }, 'e1'));
    });
    save.mockResolvedValue(view({ a: 2 }, 'e2'));
    sync.edit({ a: 1 });
    await vi.runAllTimersAsync();
    expect(save.mock.lastCall).toEqual([{ a: 2 }, 'e1']);
    expect(sync.current()).toMatchObject({ unreadable: broken, save: { kind: 'saved' } });
  });

  it('goes when it is corrected, and with the draft', async () => {
    const sync = begin();
    sync.keepUnreadable(broken);
    sync.edit({ a: 1 });
    expect(sync.current().unreadable).toBeNull();
    sync.keepUnreadable(broken);
    open.mockResolvedValue({ contract: { a: 0 }, draft: null });
    await sync.discard();
    expect(sync.current().unreadable).toBeNull();
  });
});

describe('discarding', () => {
  const inForce = { contract: { a: 0 }, draft: null };

  it('ends the draft under the ETag that was seen, and shows what is in force', async () => {
    const sync = begin(view({ a: 1 }, 'e1'));
    discard.mockResolvedValue();
    open.mockResolvedValue(inForce);
    await sync.discard();
    expect(discard.mock.calls).toEqual([['e1']]);
    expect(sync.current()).toEqual({ ...inForce, unreadable: null, save: { kind: 'saved' } });
  });

  it('gives up what was never saved without asking the server to end anything', async () => {
    const sync = begin();
    save.mockRejectedValue(problem(422));
    open.mockResolvedValue(inForce);
    sync.edit({ a: 1 });
    await sync.flush();
    await sync.discard();
    await vi.runAllTimersAsync();
    expect(discard).not.toHaveBeenCalled();
    expect(sync.current()).toEqual({ ...inForce, unreadable: null, save: { kind: 'saved' } });
  });

  it('is a conflict when somebody else saved: theirs is not discarded unseen', async () => {
    const sync = begin(view({ a: 0 }, 'e0'));
    discard.mockRejectedValue(problem(412, { current: theirs }));
    await sync.discard();
    expect(sync.current().save).toEqual({ kind: 'conflict', current: theirs });
    expect(open).not.toHaveBeenCalled();
  });

  it('goes on when only the version in force has changed', async () => {
    const sync = begin(view({ a: 0, b: 0 }, 'e0-1'));
    const moved = { ...theirs, contract: { b: 0, a: 0 }, etag: 'e0-2' };
    discard.mockRejectedValueOnce(problem(412, { current: moved })).mockResolvedValue();
    open.mockResolvedValue(inForce);
    await sync.discard();
    expect(discard.mock.lastCall).toEqual(['e0-2']);
    expect(sync.current().draft).toBeNull();
  });

  it('is done when the draft is gone already', async () => {
    const sync = begin(view({ a: 1 }, 'e1'));
    discard.mockRejectedValue(problem(404));
    open.mockResolvedValue(inForce);
    await sync.discard();
    expect(sync.current()).toMatchObject(inForce);
  });

  it('keeps the draft when it fails', async () => {
    const sync = begin(view({ a: 1 }, 'e1'));
    discard.mockRejectedValue(problem(503));
    await expect(sync.discard()).rejects.toMatchObject({ status: 503 });
    expect(sync.current().draft).toMatchObject({ etag: 'e1' });
  });
});
