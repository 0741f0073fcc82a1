import { describe, expect, it } from 'vitest'
import { inEnglish } from '../error.ts'
import { PROTOCOL_PARTS } from '../statement/index.ts'
import { smallProtocol } from './exercise.fixture.ts'
import { parseEvaluationFile, parseProtocolFile, resolveDraft } from './protocol-file.ts'
import { evaluationTemplate, exerciseTemplate, protocolTemplate } from './template.ts'

const text = protocolTemplate({
  exercise: 'small',
  title: 'A "small" one: first',
  members: ['ardal', 'brona'],
})

function problemsOf(file: string) {
  const read = parseProtocolFile(file)
  return read.ok ? [] : read.problems.map(({ field, problem }) => ({ field, problem: inEnglish(problem) }))
}

describe('parseProtocolFile', () => {
  it.each([
    [['ardal'], 'run-scores'],
    [['ardal', 'brona'], 'lab-pair'],
    [['ardal', 'brona', 'corvo'], 'joint'],
  ] as const)('reads the template for %j with a %s analysis', (members, kind) => {
    const read = parseProtocolFile(
      protocolTemplate({ exercise: 'small', title: 'A "small" one: first', members }),
    )
    expect(read).toMatchObject({
      ok: true,
      draft: { title: 'A "small" one: first', analysis: { plan: [{ kind }] } },
    })
  })

  it.each(PROTOCOL_PARTS)('names the missing part %s in one sentence', (part) => {
    const lines = text.split('\n')
    const start = lines.findIndex((line) => line.startsWith(`${part}:`))
    const length = lines.slice(start + 1).findIndex((line) => /^\S/.test(line))
    lines.splice(start, length < 0 ? lines.length : length + 1)
    expect(problemsOf(lines.join('\n'))).toEqual([
      { field: part, problem: expect.stringMatching(new RegExp(`^the part "${part}" is missing: .+`)) },
    ])
  })

  it.each([
    ['a doubled key', `${text}\ntitle: other\n`, '', /unique/],
    ['a custom tag', text.replace('attempts: 3', 'attempts: !!js/function "x"'), '', /tag/i],
    ['a core tag', text.replace('attempts: 3', 'attempts: !!int "3"'), '', /tag/],
    ['two documents', `${text}---\na: 1\n`, '', /documents/],
    ['not a number', text.replace('temperature: 0.7', 'temperature: .nan'), 'generation.temperature', /NaN/],
    ['a path upwards', text.replace('items/english.jsonl', '../secret.jsonl'), 'items.sets.0.file', /beside/],
    ['an absolute path', text.replace('items/english.jsonl', '/etc/passwd'), 'items.sets.0.file', /beside/],
    ['an unknown field', text.replace('stop: []', 'stop: []\n  best_of: 4'), 'generation', /best_of/],
    ['a text', 'just words', '', /no fields/],
    ['nothing', '', '', /no fields/],
    [
      'a lab with nothing to run',
      text.replace('[ardal, brona] }', '[ardal, corvo] }'),
      'analysis.plan.english',
      /corvo/,
    ],
    [
      'a language without a tag',
      text.replace('language: en', 'language: fr'),
      'items.sets.english.language',
      /fr/,
    ],
    [
      'an audience that leaves a participant out',
      text.replace('tlp: GREEN\n    audience: []', 'tlp: AMBER\n    audience: [ardal]'),
      'conduct.disclosure.audience',
      /brona/,
    ],
    [
      'an audience where everybody may read',
      text.replace('tlp: GREEN\n    audience: []', 'tlp: GREEN\n    audience: [ardal]'),
      'conduct.disclosure.audience',
      /GREEN has no audience/,
    ],
    ...(
      [
        ['transcripts', '{ tlp: RED }', /RED names its recipients/],
        ['transcripts', '{ tlp: AMBER, recipients: [ardal/7f3a] }', /only RED has recipients/],
        ['transcripts', '{ tlp: GREEN, audience: [ardal] }', /GREEN has no audience/],
        ['transcripts', 'public', /./],
        ['items', '{ tlp: RED, recipients: [ardal/7f3a] }', /whoever takes part needs this/],
        ['itemOutcomes', '{ tlp: AMBER+STRICT, audience: [ardal] }', /brona takes part/],
      ] as const
    ).map(([field, marking, problem]): [string, string, string, RegExp] => [
      `${field} marked ${marking}`,
      text.replace(new RegExp(`${field}: (withheld|with-run)`), `${field}: ${marking}`),
      `conduct.disclosure.fields.${field}`,
      problem,
    ]),
    [
      'a field that is for more than the exercise',
      text
        .replace('tlp: GREEN', 'tlp: AMBER')
        .replace('transcripts: withheld', 'transcripts: { tlp: GREEN }'),
      'conduct.disclosure.fields.transcripts',
      /for more than may read the exercise/,
    ],
    ['a broken line', text.replace('\nitems:', '\nitems: {'), '', /./],
  ])('refuses %s', (_, file, field, problem) => {
    expect(problemsOf(file)[0]).toEqual({ field, problem: expect.stringMatching(problem) })
  })

  it('names an unknown field before what its name leaves missing', () => {
    expect(problemsOf(text.replace('temperature: 0.7', 'temprature: 0.7'))).toEqual([
      { field: 'generation', problem: 'there is no such field: temprature' },
      { field: 'generation.temperature', problem: expect.stringMatching(/^it is missing/) },
    ])
    expect(problemsOf(text.replace('\njudging:', '\njuging:'))).toEqual([
      { field: '', problem: 'there is no such field: juging' },
      { field: 'judging', problem: expect.stringMatching(/^the part "judging" is missing/) },
    ])
  })

  it('refuses aliases that unfold without bound', () => {
    const bomb = ['a: &a [x, x, x, x, x, x, x, x, x, x]']
    for (const [name, of] of ['ba', 'cb', 'dc', 'ed', 'fe']) {
      bomb.push(`${name}: &${name} [${Array.from({ length: 10 }, () => `*${of}`).join(', ')}]`)
    }
    expect(problemsOf(bomb.join('\n'))[0]?.problem).toMatch(/alias/i)
  })

  it('refuses deep nesting without an exception', () => {
    expect(problemsOf(`a: ${'['.repeat(20_000)}`)).toHaveLength(1)
    expect(problemsOf(`a: ${'['.repeat(200)}${']'.repeat(200)}`)[0]?.problem).toMatch(/deep/)
  })
})

describe('resolveDraft', () => {
  it('names the set that has no dataset', () => {
    const read = parseProtocolFile(text)
    if (!read.ok) throw new Error('the template is read')
    const ids = {
      datasets: new Map(),
      models: new Map([['model-a', `sha256:${'a'.repeat(64)}`]]),
      evaluation: `sha256:${'e'.repeat(64)}`,
    }
    const resolved = resolveDraft(read.draft, ids)
    expect(resolved.ok ? [] : resolved.problems.map(({ field }) => field)).toEqual([
      'items.sets.0.dataset',
      'items.sets.0.n',
    ])
  })

  it('keeps every other field of the file', () => {
    const protocol = smallProtocol(['ardal', 'brona'])
    expect(protocol.items.sets).toEqual([
      { id: 'english', language: 'en', split: 'evaluation', dataset: `sha256:${'d'.repeat(64)}`, n: 20 },
    ])
    expect(protocol.generation).toMatchObject({ temperature: 0.7, attempts: 3, systemPrompt: null })
  })
})

describe('parseEvaluationFile', () => {
  it('reads the template', () => {
    expect(parseEvaluationFile(evaluationTemplate())).toMatchObject({
      ok: true,
      evaluation: { scorer: { type: 'numeric', take: 'last' } },
    })
  })

  it('names the field at fault', () => {
    const read = parseEvaluationFile(evaluationTemplate().replace('take: last', 'take: middle'))
    expect(read.ok ? [] : read.problems.map(({ field }) => field)).toEqual(['scorer.take'])
  })
})

describe('the agreed gap', () => {
  const withDelta = (delta: string): ReturnType<typeof parseProtocolFile> =>
    parseProtocolFile(
      protocolTemplate({ exercise: 'x', title: 'X', members: ['a', 'b', 'c'] }).replace(
        'delta: 0.1',
        `delta: ${delta}`,
      ),
    )

  it.each([
    ['0.05', 0.05],
    ['10pp', 0.1],
    ["'10 points'", 0.1],
    ['null', null],
  ])('is read from %s as %s of the scale', (written, want) => {
    const read = withDelta(written)
    if (!read.ok) throw new Error(JSON.stringify(read.problems))
    expect(read.draft.analysis.plan).toMatchObject([{ delta: want }])
  })

  it.each(['5', '1', '10%', '-0.1'])('is refused as %s, naming the field', (written) => {
    const read = withDelta(written)
    expect(read.ok ? [] : read.problems.map(({ field }) => field)).toEqual(['analysis.plan.0.delta'])
  })
})

describe('exerciseTemplate', () => {
  it('holds 2 exploratory and 20 evaluation items with distinct ids and inputs', () => {
    const items = exerciseTemplate({ exercise: 'x', title: 'X', members: ['a'] })
      .find(({ path }) => path === 'items/english.jsonl')
      ?.text.trim()
      .split('\n')
      .map((line): { id: string; split: string; input: string; target: string[] } => JSON.parse(line))
    expect(items?.filter(({ split }) => split === 'exploratory')).toHaveLength(2)
    expect(new Set(items?.map(({ id }) => id)).size).toBe(22)
    expect(new Set(items?.map(({ input }) => input)).size).toBe(22)
    expect(items?.[2]).toEqual({
      id: 'item-01',
      split: 'evaluation',
      input: 'There are 27 chairs in a room. 11 are added. How many chairs are there now?',
      target: ['38'],
    })
  })
})
