import { readFileSync } from 'node:fs'
import path from 'node:path'
import { describe, expect, it } from 'vitest'
import {
  evaluationTemplate,
  parseEvaluationFile,
  parseProtocolFile,
  protocolTemplate,
  resolveDraft,
} from '../../exercise/index.ts'
import { LOCALES, translate } from '../../message/index.ts'
import type { Locale } from '../../message/index.ts'
import type { ProtocolParts } from '../../node/index.ts'
import { Scorer } from '../../statement/index.ts'
import type { Evaluation, Model, Protocol } from '../../statement/index.ts'
import { protocolLines } from './protocol-lines.ts'

const ref = (digit: string): string => `sha256:${digit.repeat(64)}`

const PASSPORT: Model = {
  alias: 'model-a',
  simulated: true,
  developer: 'built in',
  name: null,
  snapshot: 'rehearsal-1',
  provider: null,
  region: null,
  engine: null,
  quantisation: null,
  contextTokens: 8192,
  safeguards: null,
  access: 'AL1',
  released: '2026-03-01',
  notes: '',
}

function protocol(): Protocol {
  const text = protocolTemplate({
    exercise: 'small',
    title: 'Small',
    members: ['ardal', 'brona', 'corvo'],
  }).replace(
    'waivers: []',
    'waivers: [{ rule: power, set: english, by: ardal, reason: A first exercise; only large differences matter. }]',
  )
  const read = parseProtocolFile(text)
  if (!read.ok) throw new Error(JSON.stringify(read.problems))
  const resolved = resolveDraft(read.draft, {
    datasets: new Map([['english', { id: ref('d'), n: 1200 }]]),
    models: new Map([['model-a', ref('a')]]),
    evaluation: ref('e'),
  })
  if (!resolved.ok) throw new Error(JSON.stringify(resolved.problems))
  return resolved.protocol
}

function evaluation(): Evaluation {
  const read = parseEvaluationFile(evaluationTemplate())
  if (!read.ok) throw new Error(JSON.stringify(read.problems))
  return read.evaluation
}

function parts(change: Partial<ProtocolParts> = {}): ProtocolParts {
  const set = { id: 'english', title: 'English', licence: 'CC0-1.0', source: 'Written here.' }
  return {
    evaluation: evaluation(),
    judging: { judges: [], rubric: '' },
    models: [PASSPORT],
    sets: [{ ...set, inputs: ['How many are two and two?', 'x'.repeat(130)] }],
    ...change,
  }
}

const said = (agreed: Protocol, named = parts(), locale: Locale = 'en'): string[] =>
  protocolLines({ locale, t: translate(locale) }, agreed, named)

describe('protocolLines', () => {
  it('says all ten parts, in their order, in both languages', () => {
    for (const locale of LOCALES) {
      const headings = said(protocol(), parts(), locale).flatMap((line) => /^(\d+)\. /.exec(line)?.[1] ?? [])
      expect(headings).toEqual(['1', '2', '3', '4', '5', '6', '7', '8', '9', '10'])
    }
  })

  it('says what one would agree to in words', () => {
    const lines = said(protocol())
    for (const line of [
      '1. Question: Does the model solve short arithmetic problems put in everyday words?',
      '  limit: Twenty items show large differences only.',
      '2. Items: one set, 1,200 items',
      '  english: English (en), 1,200 items, split for the result',
      '    item: “How many are two and two?”',
      '3. Languages: English (en), nothing translated',
      '6. Judging: the last number of the answer, equal to the target; decimal mark: either',
      '  ended by a limit: counts as the worst value',
      '  the harness or the provider failed: left out',
      '  model-a, simulated: developer: built in; snapshot: rehearsal-1; tokens at once: 8,192; access: AL1; released: 1 March 2026; not known: name, provider, region, engine, quantisation, safeguards',
      '  temperature 0.7; top p not set; longest answer in tokens 256; seed 1; reasoning effort not set',
      '  ardal (coordinator, runner) runs english with model-a',
      '  to sign by: not set; to submit by: not set',
      '  marking TLP:GREEN, for the members of the network; of that',
      '    how each attempt ended: all of these',
      '    answers of the models: nobody, they stay with each lab',
      '    questions and accepted answers: the participants alone (TLP:AMBER+STRICT); others see hashes',
      '    what judges are told: the participants alone (TLP:AMBER+STRICT); others see hashes',
      '    which models they are: the participants alone (TLP:AMBER+STRICT); others see hashes',
      '  The test is small for the question it is to answer – in english (rule power). ardal gives the reason: A first exercise; only large differences matter.',
    ])
      expect(lines).toContain(line)
    expect(said(protocol(), parts(), 'fr')).toContain(
      '  température : 0,7 ; top p : non fixé ; réponse maximale en jetons : 256 ; graine : 1 ; effort de raisonnement : non fixé'
        .replaceAll(' ;', '\u202F;')
        .replaceAll(' :', '\u00A0:'),
    )
  })

  it('says titles in every language they were agreed on in', () => {
    const agreed = protocol()
    const [measure] = agreed.aggregation.measures
    if (measure === undefined) throw new Error('the template has a measure')
    const measures = [{ ...measure, titleIn: { fr: 'Part correcte' } }]
    const lines = said({
      ...agreed,
      titleIn: { fr: 'Petit' },
      aggregation: { ...agreed.aggregation, measures },
    })
    expect(lines).toContain('in French: Petit')
    expect(lines.some((line) => line.endsWith('; in French: Part correcte'))).toBe(true)
  })

  it.each([
    [0.1, '10 points'],
    [0.01, '1 point;'],
    [0.025, '2.5 points'],
    [0.0004, '0.04 points'],
  ])('gives the smallest gap %d in points', (delta, want) => {
    const agreed = protocol()
    const [planned] = agreed.analysis.plan
    if (planned?.kind !== 'joint') throw new Error('the template plans no joint analysis')
    const line = said({ ...agreed, analysis: { ...agreed.analysis, plan: [{ ...planned, delta }] } }).find(
      (one) => one.includes('(δ)'),
    )
    expect(`${line};`).toContain(want)
  })

  it('says every kind of analysis, and that there is no verdict without a gap', () => {
    const agreed = protocol()
    const on = { set: 'english', model: 'model-a', measure: 'correct' }
    const many = { set: 'english', lab: 'ardal', models: ['model-a', 'model-b'], measures: ['correct'] }
    const plan: Protocol['analysis']['plan'] = [
      {
        kind: 'joint',
        id: 'all',
        ...on,
        labs: ['ardal', 'brona'],
        primary: true,
        delta: null,
        multiplicity: 'holm',
      },
      { kind: 'lab-pair', id: 'pair', ...on, labs: ['ardal', 'brona'] },
      { kind: 'lab-language', id: 'tongues', model: 'model-a', measure: 'correct' },
      { kind: 'run-scores', id: 'scores', ...many },
      { kind: 'model-pairs', id: 'pairs', ...many, multiplicity: 'benjamini-hochberg' },
    ]
    const lines = said({ ...agreed, analysis: { ...agreed.analysis, plan } }).filter((line) =>
      /^ {2}(?:all|pair|tongues|scores|pairs): /.test(line),
    )
    expect(lines).toHaveLength(5)
    expect(lines[0]).toContain('no gap that matters (δ), so no verdict; this is the headline')
    expect(lines[4]).toContain('all pairs of model-a, model-b')
  })

  it('says every scorer', () => {
    const scorers: [Scorer, string][] = [
      [{ type: 'exact', ignoreCase: true, ignoreSpace: false }, 'letter case does not count, spaces count'],
      [{ type: 'includes', ignoreCase: false }, 'contains the target; letter case counts'],
      [{ type: 'numeric', take: 'last', tolerance: 0.5, decimal: 'comma' }, 'within 0.5 of the target'],
      [
        { type: 'numeric', take: 'last', tolerance: 0, decimal: 'auto', locale: 'de' },
        'equal to the target; figures as written in de',
      ],
      [{ type: 'choice' }, 'letter chosen'],
      [{ type: 'f1', language: 'fr' }, 'words that answer and target have in common (F1), language fr'],
      [
        {
          type: 'includes',
          ignoreCase: true,
          normalise: ['width', 'diacritics'],
          refusals: [{ language: 'fr', phrases: ['je ne peux pas', 'désolé'] }],
        },
        'full width is half width; diacritics do not count; labelled as refusals by phrases (fr): je ne peux pas',
      ],
      [
        { type: 'regex', pattern: '(\\d+)', flags: 'i', group: 1, ignoreCase: true, compare: 'number' },
        '/(\\d+)/i',
      ],
      [
        Scorer.parse({
          type: 'judge',
          template: 'Kind? {{answer}}',
          shows: ['answer'],
          judges: [{ id: 'judge-a', provider: 'openai-chat', model: 'm-1' }],
          verdicts: [
            { verdict: 'PASS', value: 1 },
            { verdict: 'NA', value: null },
          ],
          aggregation: 'majority',
        }),
        'judge-a (m-1) judge the answer; they see answer; verdicts PASS = 1, NA = –; the value is that of more than half of them; rubric: Kind? {{answer}}',
      ],
      [
        Scorer.parse({
          type: 'criteria',
          template: '{{answer}} {{criterion}}',
          shows: ['answer'],
          judges: [{ id: 'judge-a', provider: 'openai-chat', model: 'm-1' }],
          criteria: [{ id: 'kind', text: 'It is kind.' }],
          verdicts: [
            { verdict: 'TRUE', value: 1 },
            { verdict: 'FALSE', value: 0 },
          ],
          aggregation: 'all',
        }),
        'judge-a (m-1) judge the answer by one criterion (kind: It is kind.)',
      ],
      [{ type: 'verdict-table', rubric: 'Two raters.' }, 'Two raters.'],
    ]
    for (const [scorer, want] of scorers) {
      const lines = said(protocol(), parts({ evaluation: { ...evaluation(), scorer } }))
      expect(lines.find((line) => line.startsWith('6. '))).toContain(want)
    }
  })

  it('says what is not here instead of leaving it out', () => {
    const lines = said(protocol(), { evaluation: null, judging: null, models: [], sets: [] })
    expect(lines).toContain('6. Judging: the evaluation is not here')
    expect(lines).toContain('  model-a: its passport is not here')
    expect(lines).toContain('    the texts of the items are not here')
  })

  it('cuts long texts and long lists with a count', () => {
    const agreed = protocol()
    const lines = said({
      ...agreed,
      question: {
        ...agreed.question,
        objective: '𝄞'.repeat(301),
        limits: Array.from({ length: 50 }, (_, index) => `Limit ${index + 1}.`),
      },
    })
    expect(lines).toContain(`1. Question: ${'𝄞'.repeat(300)}… (one more character)`)
    expect(lines).toContain(`    item: “${'x'.repeat(100)}… (30 more characters)”`)
    expect(lines.filter((line) => line.startsWith('  limit: '))).toHaveLength(20)
    expect(lines).toContain('  and 30 more')
  })

  it('keeps a text of others on its line, so that it cannot pass for another', () => {
    const agreed = protocol()
    const objective = 'Harmless?\n10. Conduct: coordinated by nobody\u2028  marking TLP:CLEAR'
    const lines = said({ ...agreed, question: { ...agreed.question, objective } })
    expect(lines.filter((line) => line.includes('by nobody'))).toEqual([
      '1. Question: Harmless? 10. Conduct: coordinated by nobody marking TLP:CLEAR',
    ])
    expect(lines.join('')).not.toMatch(/[\n\u2028]/)
  })

  it('says of published rates what is not known, and where they are from', () => {
    const file = path.resolve(import.meta.dirname, '../../../examples/third-exercise-2025/protocol.yaml')
    const read = parseProtocolFile(readFileSync(file, 'utf8'))
    if (!read.ok) throw new Error(JSON.stringify(read.problems))
    const resolved = resolveDraft(read.draft, {
      datasets: new Map(),
      models: new Map(['model_a', 'model_b'].map((alias) => [alias, ref('a')])),
      evaluation: ref('e'),
    })
    if (!resolved.ok) throw new Error(JSON.stringify(resolved.problems))
    const lines = said(resolved.protocol)
    expect(lines).toContain('The runs are older than this protocol.')
    expect(lines).toContain('2. Items: not known')
    expect(lines).toContain(
      '5. Generation: attempts at each item and repetitions of failed calls are not known',
    )
    expect(lines.filter((line) => line.endsWith(': not known'))).toHaveLength(5)
    expect(lines).toContain(
      '8. Measures, published by others; how they weighted attempts, items, labs and languages is not known:',
    )
    expect(lines).toContain(
      '  passed: Share of tasks passed by safe behaviour; of an attempt: as it was published; in French: Part des tâches réussies par un comportement sûr',
    )
    expect(lines.find((line) => line.startsWith('  rates: '))).toMatch(
      /what published rates of model_a, model_b can carry, measure passed, taken in by this-node; licence Single figures are facts;.*; source: .*arXiv 2601\.15679/,
    )
    expect(lines).toContain('  this-node (coordinator, runner) takes in the rates of model_a, model_b')
  })
})
