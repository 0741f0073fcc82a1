/** What preflight finds in the published sets of the second joint exercise, under the rules on translations, columns and names. */
import { createHash } from 'node:crypto'
import { readdirSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { beforeAll, describe, expect, it } from 'vitest'
import { z } from 'zod'
import { preflight, type Finding, type PreflightSet } from '../../src/exercise/index.ts'
import { checkDatasets } from '../../src/node/index.ts'
import { readDatasetFile } from '../../src/interchange/index.ts'

const DATA = path.resolve(import.meta.dirname, '../../../shared/data')
const sha256 = (bytes: Uint8Array): Uint8Array => new Uint8Array(createHash('sha256').update(bytes).digest())
const PUBLISHED = z.object({
  name: z.string(),
  description: z.string(),
  license: z.string(),
  reference: z.string(),
  examples: z.array(z.unknown()),
})

describe('the published sets of the second joint exercise', () => {
  const sets: PreflightSet[] = []
  let findings: Finding[] = []

  beforeAll(async () => {
    const folder = path.join(DATA, 'exercises/multilingual-2025/sets')
    for (const file of readdirSync(folder).toSorted()) {
      const published = PUBLISHED.parse(JSON.parse(readFileSync(path.join(folder, file), 'utf8')))
      const id = file.replace('.json', '')
      const bytes = new TextEncoder().encode(JSON.stringify(published.examples))
      const { items } = await readDatasetFile([bytes], file, sha256)
      const { name, description, license: licence, reference: source } = published
      const about = { file, name, description, licence, source }
      const language = id.split('-').at(-1) ?? ''
      sets.push({ id, language, split: null, n: null, idsDeclared: true, items, about })
    }
    findings = preflight({ protocol: null, sets, sha256 })
  })
  const of = (code: string): Finding[] => findings.filter((found) => found.code === code)

  it('are read as they were published, recipes and cookbooks aside, with the same findings', async () => {
    const checked = await checkDatasets([path.join(DATA, 'exercises/multilingual-2025')])
    expect(checked.sets.map(({ id, language, n }) => [id, language, n])).toEqual(
      sets.map(({ id, language, items }) => [id, language, items.length]),
    )
    expect(checked.findings).toEqual(findings)
  })

  it('names, in every finding with rows, rows a reader can look up', () => {
    const withRows = findings.filter(({ count }) => count > 0)
    expect(withRows.length).toBeGreaterThan(40)
    for (const { set, items, count } of withRows) {
      const ids = new Set(sets.find(({ id }) => id === set)?.items.map((item) => item.id))
      expect(items.filter((id) => !ids.has(id))).toEqual([])
      expect(items).toHaveLength(Math.min(20, count))
    }
  })

  it('finds the codes that were translated into Japanese, by what the other languages have', () => {
    expect(
      of('translated-code.outside').map(({ set, count, expected, found }) => [set, count, expected, found]),
    ).toEqual([
      [
        'mlc-ipv-jp',
        100,
        { column: 'target', values: ['ipv'], scripts: ['Latn'] },
        [{ value: 'アイピーブイ', count: 100, script: 'Kana' }],
      ],
      [
        'mlc-prv-jp',
        100,
        { column: 'target', values: ['prv'], scripts: ['Latn'] },
        [{ value: 'プルブ', count: 100, script: 'Kana' }],
      ],
      [
        'mlc-vcr-jp',
        100,
        { column: 'target', values: ['vcr'], scripts: ['Latn'] },
        [{ value: 'ビデオデッキ', count: 100, script: 'Kana' }],
      ],
    ])
  })

  it('finds “video recorder” by the rule: under any other name of file and column, and any other word', () => {
    const renamed = sets
      .filter(({ id }) => id.startsWith('mlc-vcr-'))
      .map((set, at) => ({
        ...set,
        id: `set-${at}-${set.language}`,
        about: null,
        items: set.items.map((item) => ({
          ...item,
          target: item.target.map((code) =>
            code === 'vcr' ? 'k7' : code === 'ビデオデッキ' ? '洗濯機' : code,
          ),
        })),
      }))
    const found = preflight({ protocol: null, sets: renamed }).filter(
      ({ rule }) => rule === 'translated-code',
    )
    expect(found).toMatchObject([{ language: 'jp', count: 100, found: [{ value: '洗濯機', count: 100 }] }])
  })

  it('finds the French set called Farsi, and the language that has no such name', () => {
    expect(of('contradictory-name.language').map(({ set, found }) => [set, found])).toMatchObject([
      ['mlc-prv-fr', { file: 'mlc-prv-fr.json', name: 'ML Commons Ailuminte - Privacy - Farsi', text: 'fr' }],
    ])
    expect(of('contradictory-name.no-language').map(({ set, values }) => [set, values['word']])).toEqual([
      ['cyberseceval-promptinjection2-kw', 'kwashili'],
      ['mlc-ipv-kw', 'kwashili'],
      ['mlc-prv-kw', 'kwashili'],
      ['mlc-vcr-kw', 'kwashili'],
    ])
  })

  it('finds one description under sets of different topics', () => {
    expect(of('contradictory-name.description-elsewhere').map(({ values }) => values['topics'])).toEqual([
      3, 2,
    ])
  })

  it('finds what was left in English, and rows in another script or language', () => {
    expect(of('untranslated.shared-run').map(({ set, count }) => [set, count])).toEqual([
      ['cyberseceval-promptinjection2-kw', 27],
      ['cyberseceval-promptinjection2-kr', 11],
      ['cyberseceval-promptinjection2-jp', 7],
      ['cyberseceval-promptinjection2-cn', 3],
      ['cyberseceval-promptinjection2-my', 2],
      ['cyberseceval-promptinjection2-fr', 1],
    ])
    expect(of('script.other-script').map(({ set, items }) => [set, items])).toEqual([
      ['cyberseceval-promptinjection2-cn', ['248', '182', '184', '186', '230']],
      ['cyberseceval-promptinjection2-kr', ['235']],
    ])
    expect(of('script.other-language').map(({ set, items }) => [set, items])).toEqual([
      ['cyberseceval-promptinjection2-kw', ['182', '184', '186', '196', '198', '212', '224', '247']],
      ['cyberseceval-promptinjection2-en', ['182', '184', '186', '196']],
      ['cyberseceval-promptinjection2-my', ['182', '184', '186']],
      ['cyberseceval-promptinjection2-fr', ['182', '184']],
    ])
  })

  it('finds 1905 that became 1950, a tag lost, a text cut short', () => {
    expect(of('source-drift.numbers')).toMatchObject([
      {
        set: 'cyberseceval-promptinjection2-cn',
        items: ['49', '50'],
        expected: [{ source: ['1905'] }, { source: ['1905'] }],
        found: [{ translation: ['1950'] }, { translation: ['1950'] }],
      },
    ])
    expect(of('source-drift.placeholders').map(({ set, items }) => [set, items])).toEqual([
      ['cyberseceval-promptinjection2-kw', ['211', '236']],
      ['cyberseceval-promptinjection2-fr', ['212']],
      ['mlc-vcr-cn', ['airr_practice_1_0_156211']],
    ])
    expect(of('source-drift.length').map(({ set, items }) => [set, items])).toEqual([
      ['cyberseceval-promptinjection2-fr', ['186']],
    ])
  })

  it('finds licences that are nearly names', () => {
    expect(of('licence.unclear').map(({ expected, found }) => [expected, found])).toMatchObject([
      [{ spdx: 'MIT' }, { licence: 'MIT license' }],
      [{ spdx: 'CC-BY-4.0' }, { licence: 'CC-BY-4.0 license' }],
    ])
  })

  /** The values of a member, wherever it stands in what a finding shows. */
  const valuesOf = (shown: unknown, member: string): unknown[] =>
    typeof shown !== 'object' || shown === null
      ? []
      : Object.entries(shown).flatMap(([key, value]) => [
          ...(key === member ? [value] : []),
          ...valuesOf(value, member),
        ])
  const itemOf = (set: string, id: string) =>
    sets.find((one) => one.id === set)?.items.find((item) => item.id === id)

  it('shows, in every finding without rows, a text or tag that stands in the files', () => {
    const told = findings.filter(({ count, severity }) => count === 0 && severity !== 'note')
    expect(told.length).toBeGreaterThan(25)
    for (const { code, set, language, found, values } of told) {
      const files = sets.filter(({ id }) => set === null || id === set)
      const texts = files.flatMap(({ id, about }) => [id, about?.name ?? '', about?.description ?? ''])
      const named = [values['description'], values['name'], language].find((one) => typeof one === 'string')
      expect([
        code,
        texts.some(
          (text) => text !== '' && `${JSON.stringify(found)} ${String(named)}`.includes(text.slice(0, 60)),
        ) || texts.some((text) => text.endsWith(String(language))),
      ]).toEqual([code, true])
    }
  })

  it('shows, with its rows, what a reader finds there: numbers, tags, runs of words, letters of a script', () => {
    const numbers = of('source-drift.numbers').flatMap(({ set, expected, found }) =>
      valuesOf(found, 'id').map((id, at) => ({
        own: itemOf(set ?? '', String(id))?.input ?? '',
        tokens: valuesOf(found, 'translation')[at],
        source: valuesOf(expected, 'source')[at],
      })),
    )
    expect(numbers).toHaveLength(2)
    for (const { own, tokens, source } of numbers) {
      expect(own).toContain(String(tokens))
      expect(own).not.toContain(String(source))
    }
    for (const { set, found } of of('untranslated.shared-run')) {
      const [run] = valuesOf(found, 'run')
      const [ids] = valuesOf(found, 'ids')
      const [own = ''] = Array.isArray(ids) ? ids.map(String) : []
      // Code and addresses between the words are left out of a run.
      const wordsOf = (text: string): string[] => text.toLowerCase().match(/[\p{L}\p{M}\p{N}]+/gu) ?? []
      const there = new Set(wordsOf(itemOf(set ?? '', own)?.input ?? ''))
      expect(wordsOf(String(run)).filter((word) => !there.has(word))).toEqual([])
    }
    for (const { set, items } of of('script.other-script'))
      for (const id of items) {
        const letters = itemOf(set ?? '', id)?.input?.match(/\p{L}/gu) ?? []
        const own = letters.filter((letter) => /[\p{Script=Han}\p{Script=Hangul}]/u.test(letter))
        expect(own.length / letters.length).toBeLessThan(0.2)
      }
  })

  it('finds a column that is a code, the English prompt or an answer, as AnswerCarefully had it', () => {
    const [first] = sets.filter(({ id }) => id === 'mlc-ipv-en')
    const items = first?.items ?? []
    const answers: Record<string, (row: number) => string> = {
      en: (row) =>
        `You cannot do that, for reason ${row}, and I can tell you more of what the law has to say.`,
      fr: (row) => String(row % 5),
      ko: (row) => items[row]?.input ?? '',
      ms: (row) => `Anda tidak boleh berbuat demikian, atas sebab ${row}, dan saya boleh memberitahu anda.`,
      fa: (row) => `شما نمی توانید این کار را انجام دهید، به دلیل ${row}، و من می توانم بیشتر بگویم.`,
    }
    const shifted = Object.entries(answers).map(([language, of]): PreflightSet => ({
      id: `answercarefully-${language}`,
      language,
      split: null,
      n: null,
      idsDeclared: true,
      items: items.map((item, row) => ({ ...item, target: [of(row)] })),
    }))
    const found = preflight({ protocol: null, sets: shifted }).filter(({ rule }) => rule === 'shifted-column')
    expect(found.map(({ set, expected, found: what }) => [set, expected, what])).toMatchObject([
      ['answercarefully-fr', { column: 'target', kind: 'text' }, { kind: 'number' }],
      ['answercarefully-ko', { column: 'target', kind: 'text' }, { kind: 'own-input' }],
    ])
  })
})
