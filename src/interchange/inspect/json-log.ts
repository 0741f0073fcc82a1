import { z } from 'zod'
import { ConcordError, sentence } from '../../error.ts'
import { piecesOf, type ByteFile } from '../byte-file.ts'
import { parsePythonJson } from '../python-json.ts'
import { readText } from '../text-source.ts'
import { isObject, LogHeader, LogSample, parsePart, type LogSummary } from './log-schema.ts'
import type { InspectLog } from './open-log.ts'
import { upgradeHeader, upgradeSample } from './old-variants.ts'

/** Longest log in one JSON file: a longer text cannot be held. */
const LIMIT = 500_000_000

/** The first field of every log of this form; each version has written one of these first. */
const BEGINNING = /^\uFEFF?\s*\{\s*"(?:version|status|eval)"\s*:/

/** Whether a file begins as a log in JSON does. */
export async function isJsonLog(file: ByteFile): Promise<boolean> {
  return BEGINNING.test(new TextDecoder().decode(await file.read(0, 1024)))
}

/** Opens a log that is one JSON file; such a file is read whole. */
export async function openJsonLog(file: ByteFile): Promise<InspectLog> {
  const raw = parsePythonJson(await readText(piecesOf(file), file.name, LIMIT), file.name)
  if (!isObject(raw) || !isObject(raw['eval'])) {
    throw new ConcordError('bad-input', sentence`${file.name}: this JSON file is no Inspect log.`)
  }
  const { samples = [], ...rest } = raw
  const { reductions, ...fields } = z
    .looseObject({ reductions: z.unknown().optional() })
    .parse(upgradeHeader(rest))
  const header = parsePart(LogHeader, fields, file.name)
  const scorer = header.results?.scores[0]?.name ?? 'score'
  const list = parsePart(z.array(z.unknown()).nullable(), samples, `${file.name}, samples`) ?? []
  async function* read(): AsyncGenerator<LogSample> {
    for (const [at, sample] of list.entries())
      yield parsePart(LogSample, upgradeSample(sample, scorer), `${file.name}, samples.${at}`)
  }
  return {
    container: 'json',
    header,
    complete: true,
    reductions: header.results == null ? null : (reductions ?? null),
    notes: [],
    size: list.length,
    samples: read,
    async summaries() {
      const summaries: LogSummary[] = []
      for await (const { id, epoch } of read()) summaries.push({ id, epoch })
      return summaries
    },
  }
}
