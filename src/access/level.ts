/**
 * How much of a statement somebody may see, from nothing to everything: `existence` = (log, index, kind, end of
 * the embargo), `header` = the envelope, `body` = body and blobs.
 */
export const LEVELS = ['none', 'existence', 'header', 'body'] as const
export type Level = (typeof LEVELS)[number]

/** True when `level` gives at least `wanted`. */
export function reaches(level: Level, wanted: Level): boolean {
  return LEVELS.indexOf(level) >= LEVELS.indexOf(wanted)
}

/** The lower of two levels. */
export function lower(one: Level, other: Level): Level {
  return reaches(one, other) ? other : one
}
