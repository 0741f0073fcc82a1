/** A folder with protocol.yaml, an evaluation and item files: made, read, checked, turned into statements. */
import { rm, stat } from 'node:fs/promises'
import path from 'node:path'
import { z } from 'zod'
import { ConcordError, sentence } from '../error.ts'
import { score } from '../evaluation/index.ts'
import {
  exerciseTemplate,
  fieldSharing,
  parseEvaluationFile,
  parseProtocolFile,
  preflight,
  resolveDraft,
  sharingOf,
} from '../exercise/index.ts'
import type { FieldProblem, Finding, ProtocolDraft, ReplyParser } from '../exercise/index.ts'
import { readDatasetFile } from '../interchange/index.ts'
import type { DatasetFile } from '../interchange/index.ts'
import { canonicalText, Json, parseJson } from '../statement/index.ts'
import type { Evaluation, Model, Protocol, Sharing } from '../statement/index.ts'
import { makeFolder, withStorageErrors } from '../store/index.ts'
import type { StatementInput, StoredStatement } from '../store/index.ts'
import { sha256 } from './crypto.ts'
import { datasetDraft } from './exercise/dataset-draft.ts'
import { promptsDraft } from './exercise/prompts-draft.ts'
import { writeWhole } from './institute.ts'
import { problemsText } from './problems-text.ts'
import { readIfThere, TEXT_LIMIT } from './read-whole.ts'
import { shownTexts, type TextsShown } from './shown-texts.ts'
import type { Home } from './institute.ts'
import { checking, counting, readingFile } from './progress.ts'
import type { OnProgress } from './progress.ts'
import { ownerOf, readAs } from './networks.ts'
import { signDrafts } from './publish.ts'
import type { Draft } from './publish.ts'

export type ExerciseFolder = {
  draft: ProtocolDraft
  evaluation: Evaluation
  /** By set of the protocol. */
  datasets: ReadonlyMap<string, DatasetFile>
}

/** Writes the template of an exercise into a folder that has no protocol.yaml; gives the files written. */
export async function newExerciseFolder(
  folder: string,
  options: { exercise: string; title: string; members: readonly [string, ...string[]] },
): Promise<string[]> {
  const files = exerciseTemplate(options)
  for (const { path: name } of files) {
    if ((await readIfThere(path.join(folder, name))) !== undefined) {
      throw new ConcordError(
        'conflict',
        sentence`${path.join(folder, name)} is there already; choose an empty folder.`,
      )
    }
  }
  await withStorageErrors(sentence`make an exercise`, folder, () => makeFolder(folder))
  const written: string[] = []
  try {
    for (const { path: name, text } of files) {
      const file = path.join(folder, name)
      await writeWhole(file, new TextEncoder().encode(text))
      written.push(file)
    }
  } catch (cause) {
    // Half of an exercise would stand in the way of the next attempt.
    for (const file of written) await rm(file, { force: true })
    throw cause
  }
  return written
}

/** Reads an exercise folder; throws one sentence naming file and field at what is missing or malformed. */
export async function readExerciseFolder(folder: string, onProgress?: OnProgress): Promise<ExerciseFolder> {
  const parsed = parseProtocolFile(await readText(path.join(folder, 'protocol.yaml')))
  if (!parsed.ok) throw problemsIn(path.join(folder, 'protocol.yaml'), parsed.problems)
  const { draft } = parsed
  const evaluationFile = path.join(folder, draft.judging.evaluationFile)
  const evaluation = parseEvaluationFile(await readNamed(evaluationFile, 'judging.evaluationFile'))
  if (!evaluation.ok) throw problemsIn(evaluationFile, evaluation.problems)
  if ('judges' in evaluation.evaluation.scorer && fieldSharing(draft, 'judgePrompts') !== null)
    throw problemsIn(path.join(folder, 'protocol.yaml'), [
      {
        field: 'conduct.disclosure.fields.judgePrompts',
        problem: sentence`the rubric of the judges stands in the evaluation, which every participant gets; with-run is wanted`,
      },
    ])
  const datasets = new Map<string, DatasetFile>()
  const read = counting(onProgress, 'files', draft.items.sets.length)
  for (const set of draft.items.sets) {
    datasets.set(set.id, await readItems(path.join(folder, set.file), onProgress))
    read(1)
  }
  return { draft, evaluation: evaluation.evaluation, datasets }
}

async function readItems(file: string, onProgress: OnProgress | undefined): Promise<DatasetFile> {
  if ((await stat(file).catch(() => undefined)) === undefined) throw notThere(file, 'items.sets')
  return readDatasetFile(readingFile(file, onProgress), file, sha256)
}

/** A file that protocol.yaml names; that it is not there is a fault of the protocol. */
async function readNamed(file: string, field: string): Promise<string> {
  if ((await stat(file).catch(() => undefined)) === undefined) throw notThere(file, field)
  return readText(file)
}

function notThere(file: string, field: string): ConcordError {
  return new ConcordError(
    'bad-input',
    sentence`There is no file ${file}, which protocol.yaml names under ${field}; put it there, or correct the name.`,
  )
}

async function readText(file: string): Promise<string> {
  const bytes = await readIfThere(file, TEXT_LIMIT)
  if (bytes === undefined) {
    throw new ConcordError(
      'not-found',
      sentence`There is no file ${file}; "concord exercise new DIR" writes a folder to begin with.`,
    )
  }
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes)
  } catch (cause) {
    throw new ConcordError('bad-input', sentence`${file} is not UTF-8 text; save it as UTF-8.`, { cause })
  }
}

function problemsIn(file: string, problems: readonly FieldProblem[]): ConcordError {
  return new ConcordError('bad-input', problemsText(file, problems))
}

/** Preflight of a folder: what is wrong with it before anybody signs, at the moment `now` (RFC 3339). */
export function checkFolder(
  { draft, evaluation, datasets }: ExerciseFolder,
  now: string,
  onProgress?: OnProgress,
  texts: TextsShown = 'plain',
): Finding[] {
  const parser = parserOf(evaluation)
  return preflight({
    protocol: draft,
    sets: draft.items.sets.map((set) => {
      const file = datasets.get(set.id)
      const { title: name, description, licence, source } = set
      return {
        id: set.id,
        language: set.language,
        split: set.split,
        n: null,
        idsDeclared: file?.idsDeclared ?? false,
        items: file?.items ?? [],
        about: {
          file: set.file,
          name,
          description: description === '' ? null : description,
          licence,
          source,
        },
        columns: file?.columns ?? new Map(),
      }
    }),
    now,
    sha256,
    ...shownTexts(texts),
    ...checking(onProgress, draft.items.sets.length),
    sharing:
      sharingOf(draft).tlp === 'CLEAR' && fieldSharing(draft, 'items') === null
        ? 'everybody'
        : 'participants',
    ...(parser === null ? {} : { parser }),
  })
}

/** The scorer as preflight tries it; null where verdicts come from elsewhere, or from judges. */
function parserOf({ scorer }: Evaluation): ReplyParser | null {
  const forms = {
    exact: 'text',
    includes: 'text',
    numeric: 'number',
    choice: 'choice',
    regex: null,
    f1: 'text',
  } as const
  if (scorer.type === 'verdict-table' || 'judges' in scorer) return null
  return {
    label: scorer.type,
    form: forms[scorer.type],
    parse: (completion, { target, choices = [] }) => {
      const scored = score(scorer, { target, choices, completion })
      return scored.outcome === 'scored' ? scored.value : null
    },
  }
}

/** True where the folder holds a protocol. */
export async function hasProtocol(folder: string): Promise<boolean> {
  return (await stat(path.join(folder, 'protocol.yaml')).catch(() => undefined)) !== undefined
}

/**
 * The evaluation, dataset and model statements of a folder, and the protocol that names them. What an `earlier`
 * statement of this institute says already keeps its id, so that a next version differs only in what was changed;
 * the others are signed and handed back as `fresh`.
 */
export async function signParts(
  home: Home,
  folder: ExerciseFolder,
  earlier: readonly StoredStatement[],
): Promise<{
  ids: string[]
  fresh: StatementInput[]
  protocol: Protocol
  blobs: Draft['blobs']
  sharing: Sharing
}> {
  const { draft, evaluation, datasets } = folder
  const sharing = sharingOf(draft)
  const exercise = null
  const reader = await readAs(home, ownerOf(home))
  const own = earlier.filter(({ issuer }) => issuer === home.institute.origin)
  const sets: { set: ProtocolDraft['items']['sets'][number]; items: DatasetFile['items']; draft: Draft }[] =
    []
  for (const set of draft.items.sets) {
    const items = datasets.get(set.id)?.items ?? []
    sets.push({ set, items, draft: await datasetDraft(draft, set, items, { reader, statements: own }) })
  }
  const identity = fieldSharing(draft, 'modelIdentity') ?? sharing
  const models = draft.system.models.flatMap(({ sealed, ...model }): Model[] =>
    sealed === undefined ? [model] : [],
  )
  const drafts: Draft[] = [
    { kind: 'evaluation', exercise, sharing, links: [], body: evaluation, blobs: [] },
    ...models.map((body) => ({
      kind: 'model' as const,
      exercise,
      sharing: identity,
      links: [],
      body,
      blobs: [],
    })),
    ...sets.map((one) => one.draft),
  ]
  const known = drafts.map((draft) => own.find((stored) => saysTheSame(stored, draft))?.id)
  const fresh = await signDrafts(
    home,
    drafts.filter((_, index) => known[index] === undefined),
  )
  const freshIds = fresh.map(({ id }) => id).values()
  const ids = known.map((id) => id ?? freshIds.next().value ?? '')
  const idAt = (index: number): string => ids[index] ?? ''
  const prompts = await promptsDraft(draft, { reader, statements: own })
  const resolved = resolveDraft(prompts.draft, {
    evaluation: idAt(0),
    models: new Map(models.map(({ alias }, index) => [alias, idAt(1 + index)])),
    datasets: new Map(
      sets.map(({ set, items }, index) => [
        set.id,
        {
          id: idAt(1 + models.length + index),
          n: items.filter(({ split }) => split === set.split).length,
        },
      ]),
    ),
  })
  if (!resolved.ok) throw problemsIn('protocol.yaml', resolved.problems)
  return { ids, fresh, protocol: resolved.protocol, blobs: prompts.blobs, sharing }
}

/** The same body, its nonce aside, and the same blobs, for the same readers. */
function saysTheSame(stored: StoredStatement, draft: Draft): boolean {
  if (stored.kind !== draft.kind || stored.body === null) return false
  const { nonce: _, ...body } = z.record(z.string(), Json).parse(parseJson(stored.body).value)
  return (
    canonicalText(body) === canonicalText(draft.body) &&
    canonicalText(stored.sharing) === canonicalText(draft.sharing) &&
    draft.blobs.every(({ name, sharing = null }) => {
      const blob = stored.blobs.find((one) => one.name === name)
      return blob !== undefined && canonicalText(blob.sharing) === canonicalText(sharing)
    })
  )
}
