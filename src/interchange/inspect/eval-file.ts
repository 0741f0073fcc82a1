/**
 * The container of an Inspect log (`.eval`): a ZIP file with
 *
 *   _journal/start.json             {version, eval, plan}, written first
 *   _journal/summaries/{n}.json     summaries of samples, n = 1, 2 …
 *   _journal/config_updates/{n}.json
 *   samples/{id}_epoch_{epoch}.json, or a folder of this name for a sample in parts
 *   summaries.json, reductions.json, header.json    finished logs only
 *
 * Without a header the run is under way or has crashed: the journal says what is known. Ids stand unescaped in names,
 * so id and epoch are taken from the content. Source: UKGovernmentBEIS/inspect_ai, log/_recorders/eval.py.
 */
import { z } from 'zod'
import { ConcordError, sentence, type Sentence } from '../../error.ts'
import type { ByteFile } from '../byte-file.ts'
import { parsePythonJson } from '../python-json.ts'
import { readDirectory, shown, type ZipDirectory, type ZipMember } from '../zip/directory.ts'
import { skimJson } from '../skim-json.ts'
import { MEMBER_LIMIT, readMember, streamMember } from '../zip/read-member.ts'
import type { Unpack } from '../zip/unpack.ts'
import { readChunkedSample } from './chunked-sample.ts'
import { LogHeader, LogSample, LogSummary, parsePart, sampleKey } from './log-schema.ts'
import type { InspectLog } from './open-log.ts'
import { upgradeHeader, upgradeSample } from './old-variants.ts'

const START = '_journal/start.json'
const HEADER = 'header.json'

/** Of a sample of more bytes what takes most of them can be left out. */
const HELD = 32_000_000
const LEFT_OUT: ReadonlySet<string> = new Set(['events', 'events_data', 'store', 'timelines'])

/** Whether the members are those of a log. */
export function isEvalDirectory({ members }: ZipDirectory): boolean {
  return members.has(HEADER) || members.has(START)
}

/** Opens a log; its samples are read one by one, when they are asked for. */
export async function openEvalFile(file: ByteFile, unpack: Unpack, leaveOut: boolean): Promise<InspectLog> {
  const directory = await readDirectory(file)
  if (!isEvalDirectory(directory)) {
    throw new ConcordError(
      'bad-input',
      sentence`${file.name}: this ZIP file is no Inspect log: it has neither a header nor the start of a journal.`,
    )
  }
  const notes: Sentence[] = []
  if (directory.replaced > 0)
    notes.push(
      sentence`${directory.replaced} members stand there again under their names; the last of each counts`,
    )
  const decoder = new TextDecoder('utf-8', { fatal: true })
  const memberOf = (name: string): ZipMember => {
    const member = directory.members.get(name)
    if (member !== undefined) return member
    throw new ConcordError('bad-input', sentence`${`${file.name}, ${shown(name)}`} is not there.`)
  }
  const parse = (bytes: Uint8Array, name: string): unknown => {
    const where = `${file.name}, ${shown(name)}`
    try {
      return parsePythonJson(decoder.decode(bytes), where)
    } catch (cause) {
      if (cause instanceof ConcordError) throw cause
      throw new ConcordError('bad-input', sentence`${where} is not UTF-8 text; ask for the file again.`, {
        cause,
      })
    }
  }
  const readJson = async (name: string): Promise<unknown> =>
    parse(await readMember(file, memberOf(name), unpack), name)
  const readWhole = async (name: string): Promise<unknown> => {
    const member = memberOf(name)
    if (!leaveOut || member.size <= HELD) return readJson(name)
    const left = await skimJson(streamMember(file, member, unpack), LEFT_OUT, MEMBER_LIMIT)
    if (left === undefined) return readJson(name)
    return parse(left, name)
  }
  const complete = directory.members.has(HEADER)
  const updates = complete ? [] : numbered(directory, '_journal/config_updates/', notes)
  const raw = upgradeHeader(await readJson(complete ? HEADER : START))
  const header = parsePart(LogHeader, raw, `${file.name}, ${complete ? HEADER : START}`)
  if (!complete) {
    header.status = 'started'
    notes.push(sentence`the log has no header: the run is under way, or was cut off`)
    if (updates.length > 0) header['config_updates'] = await Promise.all(updates.map(readJson))
  }
  const scorer = header.results?.scores[0]?.name ?? 'score'
  const places = samplePlaces(directory)
  return {
    container: 'eval',
    header,
    complete,
    reductions:
      header.results != null && directory.members.has('reductions.json')
        ? await readJson('reductions.json')
        : null,
    notes,
    size: places.length,
    async summaries() {
      const names = directory.members.has('summaries.json')
        ? ['summaries.json']
        : numbered(directory, '_journal/summaries/', notes)
      const byKey = new Map<string, LogSummary>()
      for (const name of names) {
        const list = parsePart(z.array(LogSummary), await readJson(name), `${file.name}, ${shown(name)}`)
        for (const summary of list) byKey.set(sampleKey(summary), summary)
      }
      return [...byKey.values()]
    },
    async *samples() {
      for (const { prefix, parts } of places) {
        const read =
          parts === null
            ? { sample: await readWhole(`${prefix}.json`), missing: 0 }
            : await readChunkedSample(prefix, parts, readJson)
        yield parsePart(LogSample, upgradeSample(read.sample, scorer), `${file.name}, ${shown(prefix)}`)
      }
    },
  }
}

/** Members `{folder}{n}.json` in the order of their numbers; a gap is noted, and what is there is read. */
function numbered({ members }: ZipDirectory, folder: string, notes: Sentence[]): string[] {
  const numbers = [...members.keys()]
    .flatMap((name) => {
      const number = name.startsWith(folder)
        ? /^([1-9]\d{0,14})\.json$/.exec(name.slice(folder.length))
        : null
      return number === null ? [] : [Number(number[1])]
    })
    .sort((a, b) => a - b)
  const lacking = (numbers.at(-1) ?? 0) - numbers.length
  if (lacking > 0) notes.push(sentence`the journal has a gap: ${lacking} numbers of ${folder} are not there`)
  return numbers.map((number) => `${folder}${number}.json`)
}

type SamplePlace = { prefix: string; parts: string[] | null }

/** In the order of the directory; a sample in parts has a `sample.json` in its folder. */
function samplePlaces({ members }: ZipDirectory): SamplePlace[] {
  const folders = new Map<string, string[]>()
  for (const name of members.keys()) {
    const [, prefix] = /^(samples\/.*_epoch_\d+)\/sample\.json$/s.exec(name) ?? []
    if (prefix !== undefined) folders.set(prefix, [])
  }
  const places: SamplePlace[] = []
  for (const name of members.keys()) {
    if (!name.startsWith('samples/') || !name.endsWith('.json')) continue
    const folder = folders.size === 0 ? undefined : folderOf(name, folders)
    if (folder === undefined) places.push({ prefix: name.slice(0, -'.json'.length), parts: null })
    else {
      const parts = folders.get(folder)
      if (parts?.length === 0) places.push({ prefix: folder, parts })
      parts?.push(name)
    }
  }
  return places
}

/** The folder of a sample in parts that a member stands in; parts lie at most two names below it. */
function folderOf(name: string, folders: ReadonlyMap<string, unknown>): string | undefined {
  const last = name.lastIndexOf('/')
  const above = name.lastIndexOf('/', last - 1)
  return [name.slice(0, last), name.slice(0, above)].find((folder) => folders.has(folder))
}
