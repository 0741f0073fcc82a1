/** All simulated setups, in the order of the document. */
import { attribution } from './attribution.ts'
import { crossed } from './crossed.ts'
import { cusumLengths } from './cusum-run-lengths.ts'
import { eProcessRate } from './e-process-rate.ts'
import { eProcessShare } from './e-process-share.ts'
import { equivalence } from './equivalence.ts'
import { judge } from './judge.ts'
import { meta } from './meta.ts'
import { oneRun } from './one-run.ts'
import { oneRunExact } from './one-run-exact.ts'
import type { Setup } from './setup.ts'
import { sharedItems } from './shared-items.ts'

export const setups: readonly Setup[] = [
  oneRunExact,
  oneRun,
  sharedItems,
  crossed,
  equivalence,
  attribution,
  meta,
  judge,
  eProcessRate,
  eProcessShare,
  cusumLengths,
]
