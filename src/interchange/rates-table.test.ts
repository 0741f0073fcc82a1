import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { ConcordError } from '../error.ts'
import { PublishedRates } from '../statement/index.ts'
import { bytesOf } from './interchange.fixture.ts'
import { isRatesTable, readRatesTable } from './rates-table.ts'

const KNOWN = { languages: ['en', 'fr', 'und'], measures: ['passed'] }
const read = (text: string, known = KNOWN) => readRatesTable([bytesOf(text)], 'r.csv', known)

describe('a table of rates', () => {
  it('is told from a table of verdicts by its column', async () => {
    expect(await isRatesTable([bytesOf('model,rate\n')], 'r.csv')).toBe(true)
    expect(await isRatesTable([bytesOf('item,attempt,model,value\n')], 'r.csv')).toBe(false)
  })

  it('keeps each rate with the digits it was written with, and what is not published as unknown', async () => {
    const { models, unknownColumns } = await read(
      'language,model,rate,n,lab,page\nen,a,57%,,,3\nfr,a,57.0 %,100,Lab X,3\n,a,0.5,,,3\nmul,a,0.460,250,,3\nen,b,100%,,,3\n',
    )
    expect(unknownColumns).toEqual(['page'])
    expect(models).toEqual([
      {
        model: 'a',
        rates: {
          cells: [
            { language: 'en', measure: 'passed', lab: null, rate: 0.57, decimals: 2, n: null },
            { language: 'fr', measure: 'passed', lab: 'Lab X', rate: 0.57, decimals: 3, n: 100 },
            { language: 'und', measure: 'passed', lab: null, rate: 0.5, decimals: 1, n: null },
          ],
          totals: [{ measure: 'passed', rate: 0.46, decimals: 3, n: 250 }],
        },
      },
      {
        model: 'b',
        rates: {
          cells: [{ language: 'en', measure: 'passed', lab: null, rate: 1, decimals: 2, n: null }],
          totals: [],
        },
      },
    ])
  })

  it('takes several institutes in one language, and several measures', async () => {
    const known = { languages: ['en'], measures: ['safe', 'correct'] }
    const { models } = await read(
      'language,model,rate,measure,lab\nen,a,57%,safe,X\nen,a,57%,safe,Y\nen,a,57%,correct,X\n',
      known,
    )
    expect(models[0]?.rates.cells.map(({ measure, lab }) => `${measure} ${lab}`)).toEqual([
      'safe X',
      'safe Y',
      'correct X',
    ])
  })

  it.each([
    ['language,model\nen,a\n', 'r.csv, line 1: the column rate is missing; there are “language”, “model”.'],
    ['language,rate\nen,57%\n', 'r.csv, line 1: the column model is missing; there are “language”, “rate”.'],
    ['model,rate\n', 'r.csv: the table holds no rate.'],
    ['model,rate\nA,57%\n', 'r.csv, line 2, column model: “A” is no alias'],
    [
      'language,model,rate\nde,a,57%\n',
      'column language: “de” is not a language of the protocol (en, fr, und)',
    ],
    ['language,model,rate\n<b>,a,57%\n', 'column language: “<b>” is not a language of the protocol'],
    [
      'language,model,rate,measure\nen,a,57%,other\n',
      'column measure: “other” is not a measure of the protocol',
    ],
    ['language,model,rate,n\nen,a,57%,0\n', 'column n: “0” is not a whole number from 1'],
    ['language,model,rate,n\nen,a,57%,1.5\n', 'column n: “1.5” is not a whole number from 1'],
    ['language,model,rate,lab\nmul,a,57%,X\n', 'column lab: a total is of all who ran the test'],
    [`language,model,rate,lab\nen,a,57%,${'x'.repeat(201)}\n`, 'is longer than 200 characters'],
    ['language,model,rate\nen,a,57%\nen,a,58%\n', 'line 3: this rate stands already on line 2'],
    ['language,model,rate\nmul,a,57%\nmul,a,57%\n', 'line 3: this rate stands already on line 2'],
    ['language,model,rate\nmul,a,57%\n', 'r.csv: of a there is only a total (language mul)'],
    ['language,model,rate\nen,a,57%,x\n', 'r.csv, line 2: 4 fields where the header has 3'],
  ])('refuses %j', async (text, want) => {
    await expect(read(text)).rejects.toThrow(want)
  })

  it.each([
    '57',
    '1',
    '0',
    '101%',
    '1.01',
    '-5%',
    '.',
    '%',
    '5,7%',
    '57%%',
    'NaN',
    '1e-1',
    '',
    '0x1',
    '57 percent',
  ])('refuses %j as a rate, which does not say what it is or how it was rounded', async (text) => {
    await expect(read(`language,model,rate\nen,a,"${text}"\n`)).rejects.toThrow(
      'is no rate; write it with the digits it was published with, such as 57% or 0.57.',
    )
  })

  it('asks for the measure where the protocol has several', async () => {
    await expect(
      read('language,model,rate\nen,a,57%\n', { languages: ['en'], measures: ['safe', 'correct'] }),
    ).rejects.toThrow('column measure: “” is not a measure of the protocol; its measures are safe, correct.')
  })

  it('gives what the run statement holds, digit for digit', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.integer({ min: 0, max: 10_000 }),
        fc.integer({ min: 0, max: 2 }),
        async (k, digits) => {
          const percent = (k / 100).toFixed(digits)
          const share = (Number(percent) / 100).toFixed(digits + 2)
          for (const text of [`${percent}%`, share]) {
            const { models } = await read(`language,model,rate\nen,a,${text}\n`)
            const rates = PublishedRates.parse(models[0]?.rates)
            expect(rates.cells[0]).toMatchObject({ rate: Number(share), decimals: digits + 2 })
          }
        },
      ),
    )
  })

  it('reads or refuses any text in one sentence', async () => {
    const field = fc.constantFrom(
      'model',
      'rate',
      'en',
      'a',
      '57%',
      '0.5',
      'mul',
      '"',
      ',',
      '\n',
      '\r\n',
      '1',
      'n',
      '\u0000',
    )
    await fc.assert(
      fc.asyncProperty(fc.array(field, { maxLength: 40 }), async (parts) => {
        const outcome = await read(parts.join('')).catch((error: unknown) => error)
        if (outcome instanceof Error) expect(outcome).toBeInstanceOf(ConcordError)
        else expect(outcome).toHaveProperty('models')
      }),
    )
  })
})
