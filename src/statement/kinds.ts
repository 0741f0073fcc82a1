import type { z } from 'zod'
import { AmendmentBody } from './kinds/amendment.ts'
import { Analysis } from './kinds/analysis.ts'
import { Charter } from './kinds/charter.ts'
import { Dataset } from './kinds/dataset.ts'
import { Erasure } from './kinds/erasure.ts'
import { Evaluation } from './kinds/evaluation.ts'
import { Model } from './kinds/model.ts'
import { Opinion } from './kinds/opinion.ts'
import { Protocol } from './kinds/protocol.ts'
import { Receipt } from './kinds/receipt.ts'
import { Retraction } from './kinds/retraction.ts'
import { Reveal } from './kinds/reveal.ts'
import { Run } from './kinds/run.ts'
import { Withdrawal } from './kinds/withdrawal.ts'

/** Every kind this version interprets, with the schema of its body at version 1. */
export const KINDS = {
  charter: Charter,
  evaluation: Evaluation,
  dataset: Dataset,
  model: Model,
  protocol: Protocol,
  run: Run,
  analysis: Analysis,
  amendment: AmendmentBody,
  opinion: Opinion,
  withdrawal: Withdrawal,
  retraction: Retraction,
  erasure: Erasure,
  receipt: Receipt,
  reveal: Reveal,
} as const satisfies Record<string, z.ZodType>

export type Kind = keyof typeof KINDS
export type BodyOf<K extends Kind> = z.infer<(typeof KINDS)[K]>

/** True for a kind whose body this version can read. */
export function isKind(name: string): name is Kind {
  return Object.hasOwn(KINDS, name)
}
