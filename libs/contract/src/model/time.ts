import { z } from 'zod';

/** Ten years. No rotation waits longer, and what comes of adding such durations to a time can still be written down. */
export const LONGEST_SECONDS = 315_360_000;
/** The end of the year 9999: calendars (RFC 5545) and most of ISO 8601 have no form for a later year. */
export const LATEST_EPOCH = 253_402_300_799;

const epochAdvice = `give epoch seconds from 0 to ${LATEST_EPOCH}, the end of the year 9999; milliseconds are too many`;

/** A duration that somebody asks for; seconds. */
export const Duration = z.int().min(0).max(LONGEST_SECONDS, `give at most ${LONGEST_SECONDS} s, ten years`);
/** A time that somebody asks for; epoch seconds. */
export const Epoch = z.int().min(0, epochAdvice).max(LATEST_EPOCH, epochAdvice);

/** A time that is told; epoch seconds. */
export const ToldEpoch = z.int();
export const OptionalEpoch = z.union([ToldEpoch, z.null()]);
