/**
 * `protocol.yaml`: the protocol as people write it, with files where the statement has ids. The schema is that
 * of the kind `protocol`, except:
 *
 *   items.sets[]     file (CSV or JSON Lines, beside protocol.yaml), title, licence, source for dataset and n
 *   system.models[]  the passport's fields for passport; or `sealed` and nothing else
 *   judging          evaluationFile for evaluation
 *   version, retrospective, waivers may be absent: 1, false, none
 */
import { z } from 'zod'
import { inEnglish, sentence, type Sentence } from '../error.ts'
import {
  Dataset,
  Evaluation,
  faultOf,
  Model,
  Protocol,
  PROTOCOL_PARTS,
  Sha256Hex,
} from '../statement/index.ts'
import { parseGap } from './agreed-gap.ts'
import { findIncoherence } from './consistency.ts'
import type { FieldProblem } from './consistency.ts'
import { findWaiverProblems } from './waiver-problems.ts'
import { parseYaml } from './yaml-text.ts'

/** A file beside protocol.yaml: no root, no way up, no drive, no device. */
const RelativeFile = z
  .string()
  .min(1)
  .max(300)
  .refine(
    (path) =>
      path.split('/').every((part) => part !== '' && part !== '.' && part !== '..') && !/[\\:\0]/.test(path),
    inEnglish(sentence`a file beside protocol.yaml is wanted, such as items/english.jsonl`),
  )

const protocol = Protocol.shape

const DraftSet = protocol.items.shape.sets.element.omit({ dataset: true, n: true }).extend({
  file: RelativeFile.describe('item file beside protocol.yaml, no way up'),
  title: Dataset.shape.title,
  description: Dataset.shape.description.default(''),
  licence: Dataset.shape.licence,
  source: Dataset.shape.source,
})

const DraftModel = Model.omit({ nonce: true }).extend({
  notes: Model.shape.notes.default(''),
  sealed: Sha256Hex.optional().describe(
    'commitment to a passport that is kept back, as `concord model seal` writes it; then nothing else is said of the model',
  ),
})

/** A protocol before its parts have ids. */
export const ProtocolDraft = Protocol.omit({ nonce: true }).extend({
  version: protocol.version.default(1),
  retrospective: protocol.retrospective.default(false),
  items: protocol.items
    .extend({
      sets: z
        .array(DraftSet)
        .max(200)
        .describe(
          'the sets, one file and one language each; none only for published rates, whose items are not known',
        ),
    })
    .describe(protocol.items.description ?? ''),
  system: protocol.system
    .extend({
      models: z
        .array(DraftModel)
        .min(1)
        .max(50)
        .describe(
          'the models under test, with what is known of each; null = unknown, which is never equal to anything',
        ),
    })
    .describe(protocol.system.description ?? ''),
  judging: protocol.judging
    .omit({ evaluation: true })
    .extend({
      evaluationFile: RelativeFile.describe('the evaluation beside protocol.yaml: template and scorer'),
    })
    .describe(protocol.judging.description ?? ''),
  waivers: protocol.waivers.default([]),
})
export type ProtocolDraft = z.infer<typeof ProtocolDraft>

/** An evaluation as people write it. */
export const EvaluationFile = Evaluation.omit({ nonce: true }).extend({
  version: Evaluation.shape.version.default(1),
  description: Evaluation.shape.description.default(''),
  authors: Evaluation.shape.authors.default([]),
})

/** What each of the ten parts is for: said when it is missing, and above it in the template. */
export const PART_PURPOSES: Readonly<Record<(typeof PROTOCOL_PARTS)[number], Sentence>> = {
  question: sentence`what is asked, of what, and which decision the answer informs`,
  items: sentence`the sets of items, one file and one language each`,
  languages: sentence`each language and what is translated into it`,
  system: sentence`the models under test and what is known of them`,
  generation: sentence`how answers are generated: prompt, sampling, attempts, limits`,
  judging: sentence`how an answer becomes a value`,
  outcomes: sentence`what counts when an attempt has no value, and who may exclude`,
  aggregation: sentence`how criteria, attempts and items become a score`,
  analysis: sentence`what will be computed, fixed before the first run`,
  conduct: sentence`who runs what, when, and who sees what`,
}

/** Reads protocol.yaml. Every problem names its field and says in one sentence what to do; none throws. */
export function parseProtocolFile(
  text: string,
): { ok: true; draft: ProtocolDraft } | { ok: false; problems: FieldProblem[] } {
  const read = parseYaml(text)
  if (!read.ok) return read
  if (!isMapping(read.value))
    return { ok: false, problems: [{ field: '', problem: sentence`the file holds no fields` }] }
  const { value, problems: gaps } = readGaps(withSealed(read.value))
  if (gaps.length > 0) return { ok: false, problems: gaps }
  const missing = PROTOCOL_PARTS.filter((part) => value[part] === undefined || value[part] === null)
  const parsed = ProtocolDraft.safeParse(value)
  if (missing.length > 0) {
    // A part whose name is misspelt is the reason why it is missing.
    const unknown = (parsed.error?.issues ?? []).filter(isUnknownField)
    return {
      ok: false,
      problems: [
        ...unknown.map(problemOf),
        ...missing.map((part) => ({
          field: part,
          problem: sentence`the part "${part}" is missing: ${PART_PURPOSES[part]}`,
        })),
      ],
    }
  }
  if (!parsed.success) return { ok: false, problems: problemsOf(parsed.error) }
  const problems = [...findIncoherence(parsed.data), ...findWaiverProblems(parsed.data)]
  return problems.length > 0 ? { ok: false, problems } : { ok: true, draft: parsed.data }
}

const NOT_SAID = {
  developer: null,
  name: null,
  snapshot: null,
  provider: null,
  region: null,
  engine: null,
  quantisation: null,
  contextTokens: null,
  safeguards: null,
  access: null,
  released: null,
}

/** A sealed model says nothing else, so nothing else has to be written for it. */
function withSealed(value: Record<string, unknown>): Record<string, unknown> {
  const { system } = value
  if (!isMapping(system) || !Array.isArray(system['models'])) return value
  const models = system['models'].map((model: unknown) =>
    isMapping(model) && 'sealed' in model ? { ...NOT_SAID, ...model } : model,
  )
  return { ...value, system: { ...system, models } }
}

/** The gaps of the plan as shares of the scale, however they are written; what is no mapping is left to the schema. */
function readGaps(value: Record<string, unknown>): {
  value: Record<string, unknown>
  problems: FieldProblem[]
} {
  const { analysis } = value
  if (!isMapping(analysis) || !Array.isArray(analysis['plan'])) return { value, problems: [] }
  const problems: FieldProblem[] = []
  const plan = analysis['plan'].map((entry: unknown, index) => {
    const delta = isMapping(entry) ? entry['delta'] : undefined
    if (typeof delta !== 'string' && !Number.isFinite(delta)) return entry
    const gap = parseGap(String(delta))
    if (typeof gap !== 'number') problems.push({ field: `analysis.plan.${index}.delta`, problem: gap })
    return { ...(isMapping(entry) ? entry : {}), delta: gap }
  })
  return { value: { ...value, analysis: { ...analysis, plan } }, problems }
}

/** Reads an evaluation file: template and scorer. */
export function parseEvaluationFile(
  text: string,
): { ok: true; evaluation: Evaluation } | { ok: false; problems: FieldProblem[] } {
  const read = parseYaml(text)
  if (!read.ok) return read
  const parsed = EvaluationFile.safeParse(read.value)
  return parsed.success
    ? { ok: true, evaluation: parsed.data }
    : { ok: false, problems: problemsOf(parsed.error) }
}

/** Ids of the statements made of a draft's files and passports. */
export type DraftIds = {
  /** By set: the dataset statement and the number of items in the split that is run. */
  datasets: ReadonlyMap<string, { id: string; n: number }>
  /** By alias: the model statement. */
  models: ReadonlyMap<string, string>
  evaluation: string
}

/** The protocol of a draft; a set or model without an id is named. */
export function resolveDraft(
  draft: ProtocolDraft,
  ids: DraftIds,
): { ok: true; protocol: Protocol } | { ok: false; problems: FieldProblem[] } {
  const { evaluationFile: _, ...judging } = draft.judging
  const parsed = Protocol.safeParse({
    ...draft,
    items: {
      ...draft.items,
      sets: draft.items.sets.map(({ id, language, split }) => ({
        id,
        language,
        split,
        dataset: ids.datasets.get(id)?.id,
        n: ids.datasets.get(id)?.n,
      })),
    },
    system: {
      ...draft.system,
      models: draft.system.models.map(({ alias, simulated, sealed }) =>
        sealed === undefined
          ? { alias, simulated, passport: ids.models.get(alias) }
          : { alias, simulated, passport: null, sealed },
      ),
    },
    judging: { ...judging, evaluation: ids.evaluation },
  })
  return parsed.success
    ? { ok: true, protocol: parsed.data }
    : { ok: false, problems: problemsOf(parsed.error) }
}

function isMapping(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

/** Unknown fields first: a misspelt name is the reason why another is missing. */
function problemsOf(error: z.ZodError): FieldProblem[] {
  const unknown = error.issues.filter(isUnknownField)
  const others = error.issues.filter((issue) => !isUnknownField(issue))
  return [...unknown, ...others].slice(0, 50).map(problemOf)
}

function isUnknownField({ code }: z.core.$ZodIssue): boolean {
  return code === 'unrecognized_keys'
}

function problemOf(issue: z.core.$ZodIssue): FieldProblem {
  return { field: issue.path.map(String).join('.').slice(0, 200), problem: faultOf(issue) }
}
