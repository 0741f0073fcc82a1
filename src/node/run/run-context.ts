import path from 'node:path'
import { z } from 'zod'
import { ConcordError, sentence } from '../../error.ts'
import { ProviderPlan } from '../../evaluation/index.ts'
import { Evaluation, Model, parseJson, Protocol, Slug, writeCanonical } from '../../statement/index.ts'
import { writeWhole } from '../institute.ts'
import { readIfThere } from '../read-whole.ts'

/** What a lab says of the system it called; null = unknown. */
export const Declared = Model.pick({
  snapshot: true,
  provider: true,
  region: true,
  engine: true,
  quantisation: true,
})

/** What a run was begun with; kept in its folder, because submitting may come days later. */
export const RunContext = z.strictObject({
  exercise: Slug,
  protocol: z.string(),
  amendments: z.array(z.string()),
  lab: Slug,
  alias: Slug,
  pilot: z.boolean(),
  protocolUsed: Protocol,
  evaluationUsed: Evaluation.pick({ template: true, scorer: true }),
  generationUsed: Protocol.shape.generation,
  sets: z.array(
    z.strictObject({ id: Slug, language: z.string(), itemsSha256: z.string(), split: z.string() }),
  ),
  deviations: z.array(z.string()),
  why: z.string().nullable(),
  requestedModel: z.string(),
  /** Where it was asked first; absent in runs of an earlier version, and where no address is asked. */
  baseUrl: z.string().optional(),
  /** Absent in runs of an earlier version: chat completions at that address. */
  provider: ProviderPlan.optional(),
  passport: Declared,
  /** Null = unknown. */
  safeguards: z.string().nullable(),
  simulated: z.boolean(),
})
export type RunContext = z.infer<typeof RunContext>

const FILE = 'context.json'

export async function writeRunContext(folder: string, context: RunContext): Promise<void> {
  await writeWhole(path.join(folder, FILE), writeCanonical(RunContext.parse(context)))
}

export async function readRunContext(folder: string): Promise<RunContext> {
  const bytes = await readIfThere(path.join(folder, FILE))
  const read = bytes === undefined ? undefined : RunContext.safeParse(parseJson(bytes).value)
  if (read === undefined || !read.success) {
    throw new ConcordError(
      'bad-input',
      sentence`${folder}/${FILE} is missing or damaged, so the run cannot be submitted; restore it from a backup.`,
    )
  }
  return read.data
}
