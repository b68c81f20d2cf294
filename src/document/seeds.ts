import { z } from "zod";

/** A seed: a whole number, or a decimal string beyond 2^53. Ranges are the dialect's to check. */
export const seedNumber = z.union([z.int(), z.string().regex(/^-?\d{1,40}$/, "a decimal number")]);

export type SeedNumber = z.infer<typeof seedNumber>;
