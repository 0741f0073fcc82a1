/**
 * A simulated joint exercise: 6 labs × 80 shared items × 3 attempts, lab 5 deviates by −0.9 logit. Successes of each
 * item, one row per lab. From the oracle crossed_lab_item.json, made by `Rscript 13_crossed.R` (R 4.2.2, lme4 1.1.31).
 */
import { addScore, emptyCells } from './cells.ts'
import type { Cells } from './cells.ts'

const ATTEMPTS = 3
const SUCCESSES = [
  '01312302330110333312100132200103333320320220323133222120102321313222012323222233',
  '11313303330111113313200333222213222320321220220332323121123333313123223313132333',
  '00322323330311203301100232110212333330332110313333332032113333313333022201322033',
  '01210313330212203331100323211002332121331112233123222230033232333232131313132233',
  '00301303230112203100000213111102322030300230210102302030113322323032101212130223',
  '01321313231102222300210333231022232132321311222223323021013332313233113223221233',
].map((row) => Array.from(row, Number))

/** The cells; with `times` every attempt is there that many times. */
export function crossedLabItem(times = 1): Cells {
  const cells = emptyCells(SUCCESSES.length, SUCCESSES[0]?.length ?? 0)
  for (const [lab, row] of SUCCESSES.entries()) {
    for (const [item, count] of row.entries()) {
      for (let k = 0; k < ATTEMPTS * times; k++) addScore(cells, lab, item, k < count * times ? 1 : 0)
    }
  }
  return cells
}

/** One outcome per cell, the majority of the three attempts. */
export function majorities(): number[] {
  return SUCCESSES.flat().map((count) => (count >= 2 ? 1 : 0))
}
