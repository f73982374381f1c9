import { type FileHandle, open } from 'node:fs/promises';
import { afterEach, beforeEach, expect, it, onTestFinished, vi } from 'vitest';
import { until, World } from './test-support/world.js';

let world: Awaited<ReturnType<typeof World.create>>;
beforeEach(async () => {
  world = await World.create();
});
afterEach(() => world.end());

it('sends the last report, says good-bye and keeps judging', async () => {
  const { validator } = world.start();
  await validator.ready();
  const token = world.tokenKey.token();
  validator.verify(token);
  await validator.close();
  expect(world.controlPlane.polls.at(-1)).toMatchObject({ 'accord-leaving': '1', 'accord-applied': '10' });
  expect(world.controlPlane.polls.at(-1)).not.toHaveProperty('prefer');
  expect([...world.controlPlane.counted.values()]).toMatchObject([
    { rows: [{ outcome: 'accepted', count: 1 }] },
  ]);
  expect(validator.verify(token).ok).toBe(true);
  expect(validator.status().requests).toBe(1);
});

it('ends a long poll that is under way, and closes once', async () => {
  const { validator, timers } = world.start();
  const pause = await timers.next('poll');
  world.controlPlane.onPoll = ({ headers }) => (headers['accord-leaving'] ? 'protocol' : 'hang');
  pause.end();
  await timers.next('timeout');
  await Promise.all([validator.close(), validator.close()]);
  expect(world.controlPlane.polls.filter((poll) => poll['accord-leaving'])).toHaveLength(1);
});

it('gives up at the deadline when nothing answers, and says what was lost', async () => {
  const { validator, timers } = world.start();
  await validator.ready();
  validator.verify(undefined);
  world.controlPlane.onPoll = () => 'hang';
  world.controlPlane.onReport = () => 'hang';
  const closing = validator.close({ deadlineSeconds: 2 });
  const deadline = timers.pending('timeout').find(({ milliseconds }) => milliseconds === 2000);
  deadline?.end();
  await closing;
  expect(world.eventsOf('report_dropped')).toEqual([{ type: 'report_dropped', requests: 1, why: 'closing' }]);
});

it('lets those go who wait for a policy that will not come', async () => {
  world.controlPlane.onPoll = () => ({ status: 503 });
  const { validator, timers } = world.start();
  await timers.next('poll');
  const ready = validator.ready();
  await Promise.all([
    expect(ready).rejects.toThrow('The validator was closed before a policy was in force.'),
    validator.close(),
  ]);
});

it('says of a request that was refused on the way out and told in no report that it is lost', async () => {
  const { validator, timers } = world.start();
  await validator.ready();
  world.controlPlane.onReport = () => ({ status: 503 });
  validator.verify(undefined);
  (await timers.next('report')).end();
  await timers.next('report_retry');
  validator.verify(undefined);
  validator.verify(undefined);
  world.controlPlane.onReport = () => ({
    status: world.controlPlane.attempts.at(-1)?.sequence === 0 ? 422 : 500,
  });
  await validator.close();
  expect(world.controlPlane.counted.size).toBe(0);
  expect(world.eventsOf('report_dropped').at(-1)).toEqual({
    type: 'report_dropped',
    requests: validator.status().requests,
    why: 'closing',
  });
});

it('does not wait for a fetch that ignores its signal', async () => {
  const { validator, timers } = world.start({ fetch: () => new Promise(() => undefined) });
  await timers.next('timeout');
  validator.verify(undefined);
  const closing = validator.close({ deadlineSeconds: 2 });
  await until(() => timers.pending('timeout').length === 3);
  timers
    .pending('timeout')
    .find(({ milliseconds }) => milliseconds === 2000)
    ?.end();
  await closing;
  expect(world.eventsOf('report_dropped')).toMatchObject([{ requests: 1, why: 'closing' }]);
});

it('does not wait for a disk that hangs, and outlives the error that it ends in', async () => {
  let fail: (error: Error) => void = () => undefined;
  const hanging = new Promise<never>((_, reject) => (fail = reject));
  const handle = await open(import.meta.filename);
  const sync = vi.spyOn(Object.getPrototypeOf(handle) as FileHandle, 'sync').mockReturnValue(hanging);
  onTestFinished(() => sync.mockRestore());
  await handle.close();
  const { validator, timers } = world.start();
  await validator.ready();
  const closing = validator.close({ deadlineSeconds: 2 });
  await until(() => sync.mock.calls.length === 1 && validator.status().reports.delivered === 1);
  timers
    .pending('timeout')
    .find(({ milliseconds }) => milliseconds === 2000)
    ?.end();
  await closing;
  expect(world.eventsOf('cache_write_failed')).toEqual([]);
  fail(new Error('the disk is gone'));
  await until(() => world.eventsOf('cache_write_failed').length === 2);
});
