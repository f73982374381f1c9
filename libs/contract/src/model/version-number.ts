import { z } from 'zod';

/** The database keeps 32 bits of it. */
const number = z.int().max(2_147_483_647);

/** The number of a published contract, which counts from 1 in its place. */
export const VersionNumber = number.min(1);
/** 0 where no contract is in force. */
export const VersionOrNone = number.min(0);
