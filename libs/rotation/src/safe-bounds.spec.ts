import { describe, expect, it } from 'vitest';
import { safeBounds, type SafeBoundsInput, type VerifierBoundsInput } from './safe-bounds.js';

const verifier = (
  name: string,
  copyAgeSeconds: number | null,
  refetchesOnMiss: boolean,
): VerifierBoundsInput => ({
  name,
  copyAgeSeconds,
  refetchesOnMiss,
  cooldownSeconds: refetchesOnMiss ? 30 : 0,
  negativeCacheSeconds: 0,
});
const sdk = verifier('sdk', 264, false);
const worked: SafeBoundsInput = {
  distributionSeconds: 305,
  clockErrorSeconds: 30,
  signerSwitchSeconds: 264,
  maxTokenLifetimeSeconds: 3600,
  clockToleranceSeconds: 60,
  verifiers: [sdk, verifier('client', 600, true), verifier('mesh', 1200, false)],
};

describe('safeBounds', () => {
  it('computes the worked example to the second', () => {
    expect(safeBounds(worked)).toEqual({
      prepublishSeconds: 1565,
      overlapSeconds: 3984,
      exposureSeconds: 1505,
      setBy: { prepublish: 'mesh', exposure: 'mesh' },
    });
  });

  it('gives the SDK alone an exposure of 269 when distribution takes 5 seconds', () => {
    expect(safeBounds({ ...worked, distributionSeconds: 5, verifiers: [sdk] }).exposureSeconds).toBe(269);
  });

  it('counts a client that refetches by the longer of cooldown and negative cache', () => {
    const client = { ...verifier('client', 600, true), negativeCacheSeconds: 45 };
    expect(safeBounds({ ...worked, verifiers: [client] }).prepublishSeconds).toBe(305 + 45 + 60);
  });

  it('does not let refetching on a miss shorten the exposure: a known kid never misses', () => {
    const bounds = safeBounds({ ...worked, verifiers: [sdk, verifier('client', 600, true)] });
    expect(bounds).toMatchObject({ exposureSeconds: 905, setBy: { prepublish: 'sdk', exposure: 'client' } });
  });

  it('is unbounded in exposure for a library that never expires its keys', () => {
    const bounds = safeBounds({ ...worked, verifiers: [sdk, verifier('forever', null, true)] });
    expect(bounds).toMatchObject({
      prepublishSeconds: 629,
      exposureSeconds: null,
      setBy: { exposure: 'forever' },
    });
  });

  it('needs only distribution and clocks without verifiers', () => {
    expect(safeBounds({ ...worked, verifiers: [] })).toMatchObject({
      prepublishSeconds: 365,
      exposureSeconds: 305,
      setBy: { prepublish: null, exposure: null },
    });
  });

  it('refuses a verifier that can never learn a key', () => {
    expect(() => safeBounds({ ...worked, verifiers: [verifier('stuck', null, false)] })).toThrow(
      /stuck.*never learn/,
    );
  });

  it.each([-1, 0.5, Number.NaN, Infinity])('refuses %s as a duration', (value) => {
    expect(() => safeBounds({ ...worked, distributionSeconds: value })).toThrow(RangeError);
    expect(() => safeBounds({ ...worked, verifiers: [verifier('odd', value, false)] })).toThrow(RangeError);
  });
});
