/** Preflight of item files that no protocol names: files and folders of them, with recipes beside them if there are. */
import { createReadStream } from 'node:fs'
import { readdir, stat } from 'node:fs/promises'
import path from 'node:path'
import { ConcordError, sentence } from '../error.ts'
import { preflight } from '../exercise/index.ts'
import type { Finding, PreflightSet, SetJudging } from '../exercise/index.ts'
import {
  isMoonshotCookbook,
  isTranslationFile,
  moonshotRecipe,
  readDatasetFile,
} from '../interchange/index.ts'
import type { MoonshotRecipe } from '../interchange/index.ts'
import { sha256 } from './crypto.ts'
import { checking, counting, readingFile } from './progress.ts'
import type { OnProgress } from './progress.ts'
import { readWhole } from './read-whole.ts'
import { idsOf, languageOf } from './set-name.ts'
import { shownTexts, type TextsShown } from './shown-texts.ts'

export type CheckedDatasets = {
  sets: { id: string; file: string; language: string; n: number }[]
  /** Files that hold no items of their own: recipes are read beside the items, the rest is passed over. */
  passedOver: { file: string; why: 'cookbook' | 'drafts' | 'spreadsheet' }[]
  findings: Finding[]
}

const ITEM_FILE = /\.(?:csv|tsv|jsonl|ndjson|json|xlsx)$/i
/** Translations that nobody signed off yet (dataset-translate.ts). */
const DRAFTS = /\.drafts\.jsonl$/i
const JSON_LIMIT = 64_000_000
const MAX_FILES = 2000
const MAX_DEPTH = 4

/**
 * Reads every item file among the paths, folders with what is below them, and holds the sets against each other. The
 * language of a set is the end of its file's name; `texts` is how the texts of items stand in findings. Throws `not-found` where there is nothing to check, `bad-input`
 * naming file and line where something cannot be read.
 */
export async function checkDatasets(
  paths: readonly string[],
  onProgress?: OnProgress,
  texts: TextsShown = 'plain',
): Promise<CheckedDatasets> {
  const files = (await Promise.all(paths.map((given) => filesBelow(given, 0)))).flat()
  const unique = [...new Set(files.map((file) => path.normalize(file)))]
  if (unique.length > MAX_FILES) {
    throw new ConcordError(
      'bad-input',
      sentence`There are more than ${MAX_FILES} files below these paths; name fewer.`,
    )
  }
  const named = new Set(paths.map((given) => path.normalize(given)))
  const recipes: { file: string; recipe: MoonshotRecipe }[] = []
  const items: string[] = []
  const passedOver: CheckedDatasets['passedOver'] = []
  for (const file of unique) {
    const why = named.has(file) ? null : await whyPassedOver(file)
    if (why !== null) {
      passedOver.push({ file, why })
      continue
    }
    const beside = /\.json$/i.test(file) ? await besideItems(file) : null
    if (beside === null) items.push(file)
    else if (beside === 'cookbook') passedOver.push({ file, why: beside })
    else recipes.push({ file, recipe: beside })
  }
  const [first] = paths
  if (items.length === 0) {
    throw new ConcordError(
      'not-found',
      sentence`${first ?? '.'} holds neither a protocol.yaml nor item files (.csv, .tsv, .jsonl, .json, .xlsx).`,
    )
  }
  const ids = idsOf(items)
  const sets: PreflightSet[] = []
  const done = counting(onProgress, 'files', items.length)
  for (const [index, file] of items.entries()) {
    const id = ids[index] ?? file
    const read = await readDatasetFile(readingFile(file, onProgress), file, sha256)
    done(1)
    sets.push({
      id,
      language: languageOf(id, ids),
      split: null,
      n: null,
      idsDeclared: read.idsDeclared,
      items: read.items,
      about: {
        file: path.basename(file),
        ...(read.about ?? { name: null, description: null, licence: null, source: null }),
      },
      columns: read.columns,
    })
  }
  const judging = recipes.map(judgingOf)
  return {
    sets: sets.map(({ id, language, items: { length: n } }, index) => ({
      id,
      file: items[index] ?? '',
      language,
      n,
    })),
    passedOver,
    findings: preflight({
      protocol: null,
      sets,
      sha256,
      ...shownTexts(texts),
      ...checking(onProgress, sets.length),
      ...(judging.length === 0 ? {} : { judging }),
    }),
  }
}

/** Item files of a folder in the order of their names; hidden ones and links are passed over. */
export async function filesBelow(given: string, depth: number): Promise<string[]> {
  const about = await stat(given).catch((cause: unknown) => {
    throw new ConcordError('not-found', sentence`There is no file or folder ${given}; check the name.`, {
      cause,
    })
  })
  if (!about.isDirectory()) return [given]
  const entries = await readdir(given, { withFileTypes: true }).catch((cause: unknown) => {
    throw new ConcordError(
      'environment',
      sentence`The folder ${given} cannot be read; check its permissions.`,
      {
        cause,
      },
    )
  })
  const files: string[] = []
  for (const entry of entries.toSorted((a, b) => (a.name < b.name ? -1 : 1))) {
    const below = path.join(given, entry.name)
    if (entry.name.startsWith('.')) continue
    if (entry.isFile() && ITEM_FILE.test(entry.name)) files.push(below)
    else if (entry.isDirectory() && depth < MAX_DEPTH) files.push(...(await filesBelow(below, depth + 1)))
  }
  return files
}

/** Translations nobody signed off, and spreadsheets for translators, hold no items of their own. */
async function whyPassedOver(file: string): Promise<'drafts' | 'spreadsheet' | null> {
  if (DRAFTS.test(file)) return 'drafts'
  const isSpreadsheet =
    /\.(?:xlsx|csv)$/i.test(file) && (await isTranslationFile(createReadStream(file), file))
  return isSpreadsheet ? 'spreadsheet' : null
}

/** What a JSON file is that holds no items; null where it is to be read as items. */
async function besideItems(file: string): Promise<MoonshotRecipe | 'cookbook' | null> {
  const text = new TextDecoder().decode(await readWhole(file, JSON_LIMIT))
  let value: unknown
  try {
    value = JSON.parse(text)
  } catch {
    // Said by the reader of items, with the name of the file.
    return null
  }
  return moonshotRecipe(value) ?? (isMoonshotCookbook(value) ? 'cookbook' : null)
}

function judgingOf({ file, recipe }: { file: string; recipe: MoonshotRecipe }): SetJudging {
  return {
    label: path.basename(file),
    sets: recipe.datasets,
    fields: { metrics: recipe.metrics.join(', '), 'prompt templates': recipe.templates.join(', ') },
    directions: recipe.good === null ? [] : [{ by: 'description', good: recipe.good }],
    grades: recipe.grades,
  }
}
