/**
 * What comes back from translators, put onto what is there: for each row a new version where the text changed, released
 * once a reviewer has signed it off and as long as its source is the one it was made from; a draft else.
 *
 *   row as it was written            nothing to do, whatever the items file says by now
 *   row changed, items file not      a new version, or more said of the present one
 *   both changed, not to the same    so too where the items file has it from this same spreadsheet, else a fault: the
 *                                    wording of the file is kept
 *
 * A row that cannot be understood is a fault with its place, and what is there stays. Nothing is ever dropped.
 */
import { sentence, type Sentence } from '../../error.ts'
import { firstFault, TranslationVersion } from '../../statement/index.ts'
import type { Item, Sha256 } from '../../statement/index.ts'
import { parseCellList } from './cell-list.ts'
import { parseSignOff } from './columns.ts'
import type { ReadLanguage, ReadRow } from './read-translation.ts'
import { filledDigest, lines, rowOf, sourceKeysOf, type RowCells, type RowRecord } from './table.ts'
import { itemOf, versionsOf } from './versions.ts'

/** What is there already: items that are in use, and drafts with all that came before them. */
export type PresentItems = { released: readonly Item[]; drafts: readonly Item[] }

/** `kept`: what was done with the row all the same. */
export type RowFault = { where: Sentence; id: string; kept: 'nothing' | 'draft'; problem: Sentence }

export type TakenTranslations = {
  language: string
  /** In the order of the source. */
  released: Item[]
  drafts: Item[]
  /** Ids by what became of them; replaced = another wording than the one taken in from this spreadsheet before. */
  added: string[]
  replaced: string[]
  untranslated: string[]
  /** Their source was changed after they were translated. */
  outdated: string[]
  /** Of the source as it is now, and not in the spreadsheet. */
  notAsked: string[]
  /** Of the items files, and not of the source; they stay as they are. */
  others: string[]
  faults: RowFault[]
  /** Signed off by who translated it. */
  selfReviewed: string[]
  /** The source as the rows say it, for holding translations against it. */
  source: Item[]
}

/** Most wordings that are kept of an item. */
const MOST_VERSIONS = 200

/**
 * Takes in one language. `source` is the source set as it is now, null where it is not at hand; `at` the moment of taking
 * in.
 */
export function takeTranslations(
  read: ReadLanguage,
  present: PresentItems,
  source: readonly Item[] | null,
  at: string,
  sha256: Sha256,
): TakenTranslations {
  const presentById = new Map([...present.released, ...present.drafts].map((item) => [item.id, item]))
  const sourceById = source === null ? null : new Map(source.map((item) => [item.id, item]))
  const rowsById = new Map<string, ReadRow[]>()
  for (const row of read.rows) rowsById.set(row.cells.id, [...(rowsById.get(row.cells.id) ?? []), row])
  const taken: TakenTranslations = {
    language: read.language,
    released: [],
    drafts: [],
    added: [],
    replaced: [],
    untranslated: [],
    outdated: [],
    notAsked: [],
    others: [],
    faults: [],
    selfReviewed: [],
    source: [],
  }
  const known = new Set(read.records.map(({ id }) => id))
  for (const [id, rows] of rowsById) {
    for (const { where } of known.has(id) ? [] : rows)
      taken.faults.push({
        where,
        id,
        kept: 'nothing',
        problem:
          id === ''
            ? sentence`the id is gone, so nobody can tell which item this is`
            : sentence`no item of the source has this id`,
      })
  }
  for (const record of read.records) {
    const versions = versionsAfter(
      record,
      rowsById.get(record.id) ?? [],
      presentById.get(record.id),
      taken,
      at,
      sha256,
    )
    place(record, versions, sourceById, taken, sha256)
  }
  // Other items of the files were not in the spreadsheet; they stay as they are.
  taken.released.push(...present.released.filter(({ id }) => !known.has(id)))
  taken.drafts.push(...present.drafts.filter(({ id }) => !known.has(id)))
  taken.others = [...presentById.keys()].filter((id) => !known.has(id) && sourceById?.has(id) !== true)
  taken.notAsked = (source ?? [])
    .filter(({ id, input }) => input !== null && !known.has(id))
    .map(({ id }) => id)
  const order = new Map((source ?? []).map(({ id }, index) => [id, index]))
  if (source !== null) {
    const placeOf = ({ id }: Item): number => order.get(id) ?? order.size
    taken.released.sort((a, b) => placeOf(a) - placeOf(b))
    taken.drafts.sort((a, b) => placeOf(a) - placeOf(b))
  }
  return taken
}

/** The wordings of an item once its row is taken in; faults and what else is to be told go to `taken`. */
function versionsAfter(
  record: RowRecord,
  rows: readonly ReadRow[],
  present: Item | undefined,
  taken: TakenTranslations,
  at: string,
  sha256: Sha256,
): TranslationVersion[] {
  const before = present === undefined ? [] : versionsOf(present)
  const [row, second] = rows
  const fault = (problem: Sentence, kept: RowFault['kept'] = 'nothing'): TranslationVersion[] => {
    taken.faults.push({
      where: row?.where ?? sentence`sheet ${record.language}`,
      id: record.id,
      kept,
      problem,
    })
    return before
  }
  if (row === undefined) return fault(sentence`its row is gone; what was there before stays`)
  if (second !== undefined) return fault(sentence`it stands in several rows, also at ${second.where}`)
  const [broken] = row.faults
  if (broken !== undefined) return fault(broken)
  const { cells } = row
  const keys = sourceKeysOf(cells, sha256)
  if (keys.sourceKey !== record.sourceKey || keys.answerKey !== record.answerKey)
    return fault(
      sentence`the source in this row is not what was to be translated; put it back, or write the spreadsheet anew`,
    )
  const source = sourceItem(record, cells)
  taken.source.push(source)
  const now = filledDigest(cells, sha256)
  if (now === record.base) return before
  const there = filledDigest(rowOf(source, present, 'en'), sha256)
  if (there === now) return before
  // What came by this same spreadsheet before is what its translators went on from.
  if (there !== record.base && present?.translation?.written !== record.written)
    return fault(
      sentence`the items file has another wording since the spreadsheet was written; the one of the file stays`,
    )
  const asked = parseSignOff(cells.signedOff)
  if (lines(cells.translation) === '') {
    if (before.length > 0) return fault(sentence`the translation was taken out; what was there before stays`)
    return asked === false ? before : fault(sentence`it is signed off, and there is no translation`)
  }
  const made = wordingOf(cells, source, record, at)
  const doubt = doubtOf(made, source, asked)
  const last = before.at(-1)
  // The same text of the same source is the same version: only more is said of it.
  const again = last !== undefined && last.source === made.source && isSameText(last, made)
  const next = TranslationVersion.safeParse({
    ...made,
    version: (last?.version ?? 0) + (again ? 0 : 1),
    signedOff: asked === true && doubt === null,
  })
  if (!next.success) return fault(sentence`${firstFault(next.error)}; make it shorter`)
  if (before.length > MOST_VERSIONS)
    return fault(sentence`it has more than ${MOST_VERSIONS} wordings already`)
  if (doubt !== null) fault(doubt, 'draft')
  else if (asked === true && made.translator === made.reviewer) taken.selfReviewed.push(record.id)
  taken.added.push(record.id)
  if (!again && last?.written === record.written) taken.replaced.push(record.id)
  return [...(again ? before.slice(0, -1) : before), next.data]
}

/** Puts an item where it belongs: released with its last wording that holds, and a draft where a newer one waits. */
function place(
  record: RowRecord,
  versions: readonly TranslationVersion[],
  sourceById: ReadonlyMap<string, Item> | null,
  taken: TakenTranslations,
  sha256: Sha256,
): void {
  if (versions.length === 0) {
    taken.untranslated.push(record.id)
    return
  }
  const now = sourceById?.get(record.id)
  const key = sourceById === null ? record.sourceKey : (now?.itemKey ?? null)
  const holds = ({ source }: TranslationVersion): boolean => source === null || source === key
  const about = {
    id: record.id,
    split: now?.split ?? record.split,
    origin: now === undefined ? (record.origin === '' ? undefined : record.origin) : now.source,
    from: record.from,
  }
  const last = versions.findLastIndex((version) => version.signedOff && holds(version))
  if (!versions.some(holds)) taken.outdated.push(record.id)
  const released = itemOf(versions.slice(0, last + 1), about, sha256)
  if (released !== null) taken.released.push(released)
  const draft = last === versions.length - 1 ? null : itemOf(versions, about, sha256)
  if (draft !== null) taken.drafts.push(draft)
}

function wordingOf(
  cells: RowCells,
  source: Item,
  record: RowRecord,
  at: string,
): Omit<TranslationVersion, 'version' | 'signedOff'> {
  const choices = parseCellList(cells.choices)
  const answers = parseCellList(cells.answers)
  const [translator, reviewer, adaptation] = [cells.translator, cells.reviewer, cells.adaptation].map(lines)
  return {
    source: record.sourceKey,
    written: record.written,
    takenIn: at,
    input: cells.translation.toWellFormed().replaceAll(/\r\n?/g, '\n'),
    target: answers.length === 0 ? source.target : answers.map((answer) => answer.toWellFormed()),
    ...(choices.length === 0 ? {} : { choices: choices.map((choice) => choice.toWellFormed()) }),
    ...(translator === undefined || translator === '' ? {} : { translator }),
    ...(reviewer === undefined || reviewer === '' ? {} : { reviewer }),
    ...(adaptation === undefined || adaptation === '' ? {} : { adaptation }),
  }
}

/** Why a wording stays a draft though it may be signed off; null where nothing stands against it. */
function doubtOf(
  made: Omit<TranslationVersion, 'version' | 'signedOff'>,
  source: Item,
  asked: boolean | null,
): Sentence | null {
  const [wanted, given] = [source.choices?.length ?? 0, made.choices?.length ?? 0]
  if (wanted !== given) return sentence`it has not as many choices as its source (${given} for ${wanted})`
  if (asked === null) return sentence`whether it is signed off cannot be read; choose from the list`
  if (!asked) return null
  if (made.reviewer === undefined) return sentence`it is signed off, and no reviewer is named`
  if (made.translator === undefined) return sentence`it is signed off, and no translator is named`
  return null
}

function sourceItem(record: RowRecord, cells: RowCells): Item {
  const choices = parseCellList(cells.sourceChoices)
  return {
    id: record.id,
    split: record.split,
    input: cells.source,
    ...(choices.length === 0 ? {} : { choices }),
    target: parseCellList(cells.sourceAnswers),
    itemKey: record.sourceKey,
    refKey: record.answerKey,
    ...(record.origin === '' ? {} : { source: record.origin }),
  }
}

type Text = Pick<TranslationVersion, 'input' | 'choices' | 'target'>

function isSameText(a: Text, b: Text): boolean {
  const textOf = ({ input, choices = [], target }: Text): string =>
    JSON.stringify([lines(input), choices.map(lines), target.map(lines)])
  return textOf(a) === textOf(b)
}

/** Items of which the spreadsheet knew a version that is nowhere in the files; taking it in would lose what came before. */
export function lostVersions(read: ReadLanguage, { released, drafts }: PresentItems): string[] {
  const known = new Set([...released, ...drafts].map(({ id }) => id))
  return read.records.filter(({ version, id }) => version > 0 && !known.has(id)).map(({ id }) => id)
}
