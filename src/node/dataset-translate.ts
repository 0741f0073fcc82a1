/** A set to translate, as a spreadsheet for translators, and back as item files with every version. */
import { createReadStream } from 'node:fs'
import { rm, stat } from 'node:fs/promises'
import path from 'node:path'
import { ConcordError, sentence } from '../error.ts'
import { preflight } from '../exercise/index.ts'
import type { Finding, PreflightRule, PreflightSet } from '../exercise/index.ts'
import {
  formatItemsBlob,
  lostVersions,
  readDatasetFile,
  readTranslationFile,
  takeTranslations,
  writeTranslationCsv,
  writeTranslationWorkbook,
} from '../interchange/index.ts'
import type {
  Guidance,
  PresentItems,
  TakenTranslations,
  TranslationLocale,
  TranslationSource,
} from '../interchange/index.ts'
import type { Item } from '../statement/index.ts'
import { sha256 } from './crypto.ts'
import { filesBelow } from './dataset-check.ts'
import { writeWhole } from './institute.ts'
import { checking, readingFile, type OnProgress } from './progress.ts'
import { partsOf } from './set-name.ts'

const ENDINGS = ['.jsonl', '.csv', '.json', '.xlsx', '.ndjson', '.tsv']
const ITEM_RULES: readonly PreflightRule[] = [
  'language-tag',
  'untranslated',
  'source-drift',
  'script',
  'duplicate-input',
]

export type WrittenSpreadsheet = {
  file: string
  /** The source, and how many of its items have a text to translate. */
  source: string
  items: number
  /** Items without a text, which were left out. */
  withoutText: number
  /** How many are translated already, and from which file; `outdated` of them from another wording than the source has. */
  languages: { language: string; translated: number; outdated: number; from: string | null }[]
}

/**
 * Writes a spreadsheet for the translators of one set. `given` is its file, or a folder that holds one set in the language
 * `from`; what is translated already is taken from the files beside it. `guidanceOf` is what translators read first. A file that is there already is not replaced.
 */
export async function writeSpreadsheet(
  given: string,
  to: string,
  options: { from: string | null; languages: readonly string[]; locale: TranslationLocale; at: string },
  guidanceOf: (about: { items: number; from: string }) => Guidance,
): Promise<WrittenSpreadsheet> {
  const { languages, locale, at: written } = options
  const file = await findSource(given, options.from)
  const { stem, tag } = partsOf(file, options.from ?? undefined)
  const language = options.from ?? tag
  if (language === null) {
    throw new ConcordError(
      'usage',
      sentence`The name of ${file} does not say its language; say it with --from-language.`,
    )
  }
  const same = languages.find((one) => one === language)
  if (same !== undefined)
    throw new ConcordError(
      'usage',
      sentence`${file} is in ${same} already; name the language to translate into.`,
    )
  for (const one of languages) checkLanguage(one)
  if (await isThere(to))
    throw new ConcordError(
      'conflict',
      sentence`${to} is there already, and translators may have worked in it; give another name.`,
    )
  const { items } = await readDatasetFile(createReadStream(file), file, sha256)
  const source: TranslationSource = { file: path.basename(file), stem, language, items }
  const found = await Promise.all(
    languages.map(async (one) => {
      const { released, drafts, file: from } = await presentItems(path.dirname(file), stem, one)
      return {
        language: one,
        from,
        present: new Map([...released, ...drafts].map((item) => [item.id, item])),
      }
    }),
  )
  const [only, ...more] = found
  if (only === undefined)
    throw new ConcordError(
      'usage',
      sentence`Name a language to translate into with --language, once for each.`,
    )
  if (/\.csv$/i.test(to) && more.length > 0)
    throw new ConcordError(
      'usage',
      sentence`A .csv file holds one language; write one for each --language, or an .xlsx file for all.`,
    )
  const withText = items.filter(({ input }) => input !== null)
  const guidance = guidanceOf({ items: withText.length, from: language })
  const bytes = /\.csv$/i.test(to)
    ? writeTranslationCsv(source, only, { locale, written }, sha256)
    : await writeTranslationWorkbook({ source, languages: found, locale, written }, guidance, sha256)
  await writeWhole(to, bytes)
  return {
    file: to,
    source: file,
    items: withText.length,
    withoutText: items.length - withText.length,
    languages: found.map(({ language: one, present, from }) => ({
      language: one,
      translated: withText.filter(({ id }) => present.has(id)).length,
      outdated: withText.filter(({ id, itemKey }) => {
        const made = present.get(id)?.translation?.source ?? null
        return made !== null && made !== itemKey
      }).length,
      from,
    })),
  }
}

export type TakenSpreadsheet = {
  languages: (TakenTranslations & {
    /** Files written; null where there was nothing to write into one. */
    file: string | null
    draftsFile: string | null
    /** A file of the same translation in another form, which is now out of date. */
    older: string | null
    found: boolean
    unreadColumns: string[]
  })[]
  /** The source the translations were held against; null where none was at hand. */
  source: string | null
  unreadSheets: string[]
  findings: Finding[]
}

/**
 * Takes a spreadsheet back into a folder, or into one .jsonl file: what is signed off into the items file of each language,
 * what is not into its drafts beside it. `sourceFile` is the set as it is now; without one, the file of that name in the
 * folder. Taking the same spreadsheet in again changes nothing.
 */
export async function takeSpreadsheet(
  file: string,
  to: string,
  sourceFile: string | null,
  at: string,
  onProgress?: OnProgress,
): Promise<TakenSpreadsheet> {
  if (!(await isThere(file)))
    throw new ConcordError('not-found', sentence`There is no file ${file}; check the name.`)
  const read = await readTranslationFile(readingFile(file, onProgress), file)
  const one = /\.jsonl$/i.test(to) ? to : null
  const [first, second] = read.languages
  if (one !== null && first !== undefined && second !== undefined)
    throw new ConcordError(
      'usage',
      sentence`${file} holds ${first.language} and ${second.language}, and ${one} is one file; give a folder.`,
    )
  if (one !== null && path.basename(one) === first?.records[0]?.file)
    throw new ConcordError('usage', sentence`${one} is the name of the source; give the translation another.`)
  const folder = one === null ? to : path.dirname(one)
  const beside = first?.records[0] === undefined ? null : path.join(folder, first.records[0].file)
  const sourceAt = sourceFile ?? (beside !== null && (await isThere(beside)) ? beside : null)
  const source =
    sourceAt === null ? null : (await readDatasetFile(createReadStream(sourceAt), sourceAt, sha256)).items
  const taken: TakenSpreadsheet = { languages: [], source: sourceAt, unreadSheets: read.unread, findings: [] }
  const files: { target: string; items: Item[] }[] = []
  for (const language of read.languages) {
    const stem = language.records[0]?.stem ?? ''
    const target = one ?? path.join(folder, `${stem}${language.language}.jsonl`)
    const draftsAt = target.replace(/\.jsonl$/i, '.drafts.jsonl')
    const present =
      one === null
        ? await presentItems(folder, stem, language.language)
        : { ...(await itemsAt(one, draftsAt)), file: null }
    const [lost, ...others] = lostVersions(language, present)
    if (lost !== undefined)
      throw new ConcordError(
        'conflict',
        sentence`${target} lacks translations that were there when the spreadsheet was written (${lost} and ${others.length} more); put the file there, so that their versions are kept.`,
      )
    const result = takeTranslations(language, present, source, at, sha256)
    const isOther = present.file !== null && path.normalize(present.file) !== path.normalize(target)
    // A file in another form is left alone until there is something to say that it cannot hold.
    const writes = !isOther || result.added.length > 0 || result.drafts.length > 0
    taken.languages.push({
      ...result,
      file: writes && result.released.length > 0 ? target : null,
      draftsFile: result.drafts.length > 0 ? draftsAt : null,
      older: isOther && writes ? present.file : null,
      found: language.found,
      unreadColumns: language.unread,
    })
    // The drafts hold all that came before them, so they come first: what is in neither file is lost at no moment.
    if (writes) files.push({ target: draftsAt, items: result.drafts }, { target, items: result.released })
    taken.findings.push(
      ...findingsOf(
        result,
        source ?? result.source,
        { from: language.records[0]?.from ?? 'und', stem },
        onProgress,
      ),
    )
  }
  for (const { target, items } of files)
    if (items.length > 0) await writeWhole(target, formatItemsBlob(items))
  for (const { target, items } of files) if (items.length === 0) await rm(target, { force: true })
  return taken
}

/** What preflight finds in the translations, signed off or not, beside their source. */
function findingsOf(
  { language, released, drafts }: TakenTranslations,
  source: readonly Item[],
  { from, stem }: { from: string; stem: string },
  onProgress: OnProgress | undefined,
): Finding[] {
  const latest = new Map([...released, ...drafts].map((item) => [item.id, item]))
  if (latest.size === 0) return []
  const setOf = (tag: string, items: readonly Item[]): PreflightSet => ({
    id: `${stem}${tag}`,
    language: tag,
    split: null,
    n: null,
    idsDeclared: true,
    items,
  })
  const own = setOf(language, [...latest.values()])
  const sets = [setOf(from, source), own]
  return preflight({ protocol: null, sets, sha256, ...checking(onProgress, sets.length) }).filter(
    ({ rule, set }) => set === own.id && ITEM_RULES.includes(rule),
  )
}

/** Throws `usage` for what names no language, such as a country code: nobody should translate into it first. */
function checkLanguage(tag: string): void {
  const named = { id: tag, language: tag, split: null, n: null, idsDeclared: true, items: [] }
  const wrong = preflight({ protocol: null, sets: [named], sha256 }).find(
    ({ rule, severity }) => rule === 'language-tag' && severity === 'block',
  )
  if (wrong === undefined) return
  const { proposed = '–' } = wrong.values
  throw new ConcordError(
    'usage',
    proposed === '–'
      ? sentence`--language ${tag}: no language has this tag; write one such as fr or zh-Hant.`
      : sentence`--language ${tag}: no language has this tag; perhaps you mean ${proposed}.`,
  )
}

/** The set to translate: a file, or the only one in a folder that is in the language `from`. */
async function findSource(given: string, from: string | null): Promise<string> {
  const files = await filesBelow(given, 0)
  if (files.length === 1 && files[0] === given) return given
  const candidates = files.filter((file) => {
    const { tag } = partsOf(file, from ?? undefined)
    return tag !== null && tag === (from ?? 'en')
  })
  const [first, ...more] = candidates
  if (first === undefined)
    throw new ConcordError(
      'not-found',
      sentence`${given} holds no set in ${from ?? 'en'}; name the file to translate, and its language with --from-language.`,
    )
  if (more.length > 0)
    throw new ConcordError(
      'usage',
      sentence`${given} holds several sets in ${from ?? 'en'} (${candidates.map((file) => path.basename(file)).join(', ')}); name the file of one.`,
    )
  return first
}

/** What there is of a translation: the items file Concord writes, else one in another form; and the drafts. */
async function presentItems(
  folder: string,
  stem: string,
  language: string,
): Promise<PresentItems & { file: string | null }> {
  for (const ending of ENDINGS) {
    const file = path.join(folder, `${stem}${language}${ending}`)
    if (await isThere(file)) return { ...(await itemsAt(file, draftsOf(folder, stem, language))), file }
  }
  return { ...(await itemsAt(null, draftsOf(folder, stem, language))), file: null }
}

function draftsOf(folder: string, stem: string, language: string): string {
  return path.join(folder, `${stem}${language}.drafts.jsonl`)
}

async function itemsAt(file: string | null, draftsAt: string): Promise<PresentItems> {
  const itemsOf = async (at: string): Promise<Item[]> =>
    (await isThere(at)) ? (await readDatasetFile(createReadStream(at), at, sha256)).items : []
  return { released: file === null ? [] : await itemsOf(file), drafts: await itemsOf(draftsAt) }
}

async function isThere(file: string): Promise<boolean> {
  return (await stat(file).catch(() => undefined)) !== undefined
}
