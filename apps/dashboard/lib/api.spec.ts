import { afterEach, describe, expect, it, vi } from 'vitest';
import { z } from 'zod';
import { api } from './api';
import { asProblem } from './api-problem';
import { reportSessionFound } from './session-lost';

const refused = () => new Response('{"status":401}', { status: 401 });
const asked = () => api(z.object({ ok: z.boolean() }), { method: 'GET', path: '/v1/services' });

afterEach(() => vi.unstubAllGlobals());

describe('a call that meets a 401', () => {
  it('is repeated when somebody has logged in since it was sent: it speaks of the session that ended', async () => {
    const answers = [
      () => {
        reportSessionFound();
        return refused();
      },
      () => Response.json({ ok: true }),
    ];
    vi.stubGlobal('fetch', () => Promise.resolve(answers.shift()?.()));
    await expect(asked()).resolves.toEqual({ ok: true });
    expect(answers).toEqual([]);
  });

  it('fails at once when nobody has', async () => {
    const fetched = vi.fn(() => Promise.resolve(refused()));
    vi.stubGlobal('fetch', fetched);
    const error = await asked().catch((caught: unknown) => caught);
    expect(asProblem(error).status).toBe(401);
    expect(fetched).toHaveBeenCalledTimes(1);
  });
});
