import { z } from 'zod';

/** The number of a published contract, which counts from 1 in its place; the database keeps 32 bits of it. */
export const VersionNumber = z.int().min(1).max(2_147_483_647);
/** 0 where no contract is in force. */
export const VersionOrNone = VersionNumber.min(0);
