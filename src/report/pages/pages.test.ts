import { describe, expect, it } from 'vitest'
import {
  buildHeadline,
  buildLabels,
  renderExerciseListPage,
  renderItemPage,
  renderMessagePage,
  renderRunPage,
  renderStatementPage,
} from '../index.ts'
import type { ItemPage, Live, RunPage, StatementPage } from '../index.ts'
import { ledgerRow, refOf, rehearsalInput, runOf } from '../sample.fixture.ts'

const NASTY = `"'><script>alert(1)</script>`

const live: Live = {
  href: (target) => {
    switch (target.to) {
      case 'run':
        return `/runs/${target.id}?outcome=${target.outcome ?? 'all'}&from=${target.from ?? 0}`
      case 'item':
        return `/items/${target.set}?${encodeURIComponent(target.item)}`
      case 'statement':
      case 'exercise':
        return `/${target.to}/${target.id}`
      case 'blob':
        return `/blobs/${target.sha256}`
      default:
        return `/${target.to}`
    }
  },
  reader: 'owner',
  inLanguage: (locale) => `?lang=${locale}`,
}

const row = {
  set: 'english',
  item: NASTY,
  itemKey: null,
  language: 'en',
  attempt: 2,
  section: null,
  criterion: null,
  rater: null,
  outcome: 'unscored' as const,
  reason: 'unparsed',
  value: null,
  limit: null,
  labels: ['refusal'],
  tokensIn: 40,
  tokensOut: 1160,
  ms: 1200,
}

const runPage: RunPage = {
  locale: 'en',
  live,
  id: refOf('run-e'),
  body: runOf('e', 'rehearsal', { harness: { name: NASTY, version: '1' } }),
  labName: NASTY,
  identity: { developer: NASTY, name: null, snapshot: 'model-2026' },
  ledger: [
    { ...ledgerRow('region', { relation: 'unknown' }), free: false },
    { ...ledgerRow('cost', { relation: 'unknown', actual: { eur: 2 } }), free: true },
    { ...ledgerRow('systemPrompt', { planned: 'A', actual: NASTY, reason: NASTY }), free: false },
    {
      ...ledgerRow('limits', { planned: { b: 1, a: 2 }, actual: { a: 2, b: 1 }, relation: 'same' }),
      free: false,
    },
  ],
  attempts: {
    rows: [row],
    from: 50,
    total: 120,
    size: 50,
    outcome: 'unscored',
    language: null,
    languages: ['en'],
    idByHash: new Map(),
  },
}

const ITEM = {
  id: NASTY,
  split: 'evaluation' as const,
  input: `りんごは何個ありますか。${NASTY}`,
  choices: ['七', NASTY],
  target: ['A', NASTY],
  itemKey: null,
  refKey: null,
  translator: 'N. N.',
}
const scored = { ...row, outcome: 'scored' as const, reason: null, value: 1, labels: [] }
const itemPage: ItemPage = {
  locale: 'en',
  live,
  run: { id: refOf('run-e'), body: runPage.body, labName: NASTY },
  set: 'japanese',
  item: NASTY,
  language: 'ja',
  dataset: refOf('dataset'),
  content: ITEM,
  withheld: null,
  attempts: [
    { attempt: 1, rows: [scored], completion: `7% ${NASTY}`, extracted: ['7', '0.07'], votes: [] },
    { attempt: 2, rows: [row], completion: 'who knows', extracted: [], votes: [] },
    { attempt: 3, rows: [row], completion: '', extracted: null, votes: [] },
    { attempt: 4, rows: [row], completion: null, extracted: null, votes: [] },
  ],
  rows: { shown: 4, total: 4 },
  sets: [
    { set: 'english', language: 'en', item: NASTY },
    { set: 'japanese', language: 'ja', item: NASTY },
  ],
}

const statementPage: StatementPage = {
  encrypted: false,
  sharing: {
    recipients: [],
    early: [],
    heldUntil: null,
    lifted: false,
    signed: null,
    changes: [],
    readers: null,
  },
  locale: 'en',
  live,
  id: refOf('protocol'),
  kind: 'protocol',
  exercise: 'word-problems',
  simulated: true,
  issuer: NASTY,
  issuerName: NASTY,
  created: '2026-11-03T10:00:00Z',
  tlp: 'CLEAR',
  audience: [NASTY],
  signatures: [
    { member: NASTY, key: 'ab'.repeat(32), status: 'yes' },
    { member: null, key: 'cd'.repeat(32), status: 'no' },
  ],
  links: [{ relation: 'dataset', id: refOf('dataset'), kind: null }],
  about: [],
  standing: 'stands',
  blobs: [
    {
      name: NASTY,
      sha256: 'ef'.repeat(32),
      size: 1234,
      mediaType: NASTY,
      marking: { tlp: 'AMBER+STRICT', readers: [NASTY] },
      here: true,
      read: { to: 'run', id: refOf('run-e') },
    },
    {
      name: 'other',
      sha256: '01'.repeat(32),
      size: 1,
      mediaType: 'x',
      marking: null,
      here: false,
      read: null,
    },
  ],
  body: { text: NASTY, ref: refOf('dataset') },
  here: new Set([refOf('dataset')]),
}

describe('the list of exercises', () => {
  const exercises = [
    {
      id: 'word-problems',
      title: NASTY,
      state: 'analysed' as const,
      institutes: [NASTY, 'B'],
      labels: buildLabels(rehearsalInput(), 'en'),
      sentences: buildHeadline(rehearsalInput(), 'en').slice(0, 2),
      tlp: 'CLEAR',
    },
  ]
  const heldBack = [{ issuer: NASTY, kind: 'run', until: '2026-12-01T00:00:00Z', statements: 2 }]

  it('is a table: title, what must not be missed, result, state, institutes, marking', () => {
    const page = renderExerciseListPage({ locale: 'en', live, exercises, unreadable: [], heldBack })
    expect(page).toContain('href="/exercise/word-problems"')
    expect(page).toContain('analysed')
    expect(page).toContain('Five institutes ran the same 120 English tasks')
    expect(page).toContain('Institute E is 28 points below the others')
    expect(page).toContain('<span>simulated model</span> <span>five invented institutes</span>')
    expect(page).toContain('TLP:CLEAR')
    expect(page).toMatch(
      /Under embargo: 2 statements of kind run by .*, not before 1 December 2026, 00:00 UTC\./,
    )
    expect(page).not.toContain('<script>alert')
  })

  it('has a sentence when empty, for each reader', () => {
    expect(
      renderExerciseListPage({ locale: 'en', live, exercises: [], unreadable: [], heldBack: [] }),
    ).toContain('There is no exercise here yet.')
    const anonymous = { ...live, reader: 'anonymous' as const }
    expect(
      renderExerciseListPage({ locale: 'fr', live: anonymous, exercises: [], unreadable: [], heldBack: [] }),
    ).toContain('Il n’y a pas d’exercice ici que tout le monde puisse voir.')
  })
})

describe('the page of a run', () => {
  it('keeps the filter in its addresses and marks the present one', () => {
    const page = renderRunPage(runPage)
    expect(page).toMatch(/href="[^"]*outcome=unscored&amp;from=0"\s+aria-current="true"/)
    expect(page.match(/aria-current="true"/g)).toHaveLength(2)
    expect(page).toContain(`outcome=unscored&amp;from=0">Previous`)
    expect(page).toContain('51–51 of 120')
    expect(page).toContain(`outcome=unscored&amp;from=100">Next`)
  })

  it('shows an attempt, and the facts as agreed and recorded', () => {
    const page = renderRunPage(runPage)
    expect(page).toContain('unparsed, refusal')
    expect(page).toContain('1,200 ms')
    expect(page).toContain('System prompt')
    expect(page).toMatch(/class="needs">different/)
    expect(page).toContain('cannot be compared')
    expect(page).toContain('simulated model')
  })

  it('puts what differs first, folds the rest under what it comes to, and both before the attempts', () => {
    const page = renderRunPage(runPage)
    const places = [
      'System prompt',
      '<details>',
      'Region',
      'left to the institute</td>',
      'id="attempts"',
    ].map((text) => page.indexOf(text))
    expect(places).not.toContain(-1)
    expect(places).toEqual(places.toSorted((a, b) => a - b))
    expect(page).toContain('1 as agreed, 1 left to the institute, 1 that cannot be compared')
    expect(page.match(/\{&quot;a&quot;:2,&quot;b&quot;:1\}/g)).toHaveLength(2)
    const alike = renderRunPage({
      ...runPage,
      ledger: runPage.ledger.filter(({ relation }) => relation !== 'different'),
    })
    expect(alike).toContain('Nothing that can be compared differs from what was agreed.')
  })

  it('leads from each attempt to its item', () => {
    expect(renderRunPage(runPage)).toContain('href="/items/english?')
  })

  it('says it where nothing passes the filter, or nothing may be seen', () => {
    const attempts = {
      rows: [],
      from: 0,
      total: 0,
      size: 50,
      outcome: 'limit' as const,
      language: null,
      languages: ['en'],
      idByHash: new Map(),
    }
    expect(renderRunPage({ ...runPage, attempts })).toContain('No attempt ended this way.')
    expect(renderRunPage({ ...runPage, attempts: null })).toContain(
      'The attempts of this run are not shown to you.',
    )
  })

  it('shows criteria where there are some', () => {
    const judged = { ...row, section: 'safety', criterion: 'S1', outcome: 'scored' as const, value: 1 }
    const page = renderRunPage({
      ...runPage,
      attempts: {
        rows: [judged],
        from: 0,
        total: 1,
        size: 50,
        outcome: null,
        language: null,
        languages: ['en'],
        idByHash: new Map(),
      },
    })
    expect(page).toContain('safety: S1')
    expect(page).not.toContain('>Next<')
  })
})

describe('the page of an item', () => {
  it('shows the question, the choices, what is accepted, and each answer with what was read from it', () => {
    const page = renderItemPage(itemPage)
    expect(page).toMatch(/<pre class="said" dir="auto" lang="ja">りんごは[^<]*<\/pre>/)
    expect(page).toMatch(/<ol type="A">\s*<li><span class="value" dir="auto" lang="ja">七<\/span>/)
    expect(page).toContain('Accepted answers')
    expect(page).toContain('Translated by N. N.')
    expect(page).toContain('scored · value 1')
    expect(page).toContain('Read from the answer: 7 / 0.07')
    expect(page).toContain('The scorer found nothing to read in the answer.')
    expect(page).toContain('No answer came.')
    expect(page).toContain('The answer is empty.')
    expect(page).toMatch(/href="\/items\/japanese[^"]*"\s+aria-current="page"/)
    expect(page).toContain('href="/items/english?')
    expect(page).toContain(`href="/statement/${refOf('dataset')}"`)
    expect(page).toContain('simulated model')
  })

  it.each([
    ['en', 'What judges said', 'no verdict that was offered', 'no vote', 'answered as'],
    [
      'fr',
      'Ce qu’ont dit les juges',
      'aucun verdict parmi ceux proposés',
      'pas de vote',
      'a répondu en tant que',
    ],
  ] as const)(
    'shows what judges said, the reply behind a fold, only where answers are shown: %s',
    (locale, heading, unparsed, none, as) => {
      const judge = { criterion: null, missing: null, modelReported: `judge-1 ${NASTY}` }
      const votes: ItemPage['attempts'][number]['votes'] = [
        { ...judge, judge: 'judge-a', verdict: 'PASS', reply: `I say PASS ${NASTY}` },
        { ...judge, judge: 'judge-b', criterion: 'S1', verdict: null, missing: 'unparsed', reply: 'Hm.' },
        { ...judge, judge: 'judge-c', verdict: null, missing: 'judge-error', reply: null },
      ]
      const attempts = [{ attempt: 1, rows: [scored], completion: 'seven', extracted: null, votes }]
      const page = renderItemPage({ ...itemPage, locale, attempts })
      expect(page).toContain(heading)
      expect(page).toMatch(
        /<details>\s*<summary>[^\n]*judge-a[^\n]*PASS[^\n]*<\/summary>\s*<pre[^>]*>I say PASS/,
      )
      for (const text of ['S1: judge-b', unparsed, none, as]) expect(page).toContain(text)
      expect(page).not.toContain(NASTY)
      const closed = renderItemPage({ ...itemPage, locale, attempts, withheld: 'closed' })
      expect(closed).not.toContain('judge-a')
      expect(closed).not.toContain('I say PASS')
    },
  )

  it('shows how a translation came to its wording, and every wording before, as texts of others', () => {
    const version = { source: null, signedOff: false, written: null, takenIn: null, input: NASTY, target: [] }
    const translation = {
      from: 'en',
      version: 2,
      source: 'c'.repeat(64),
      signedOff: true,
      written: null,
      takenIn: '2026-11-03T10:00:00Z',
      adaptation: `Yen. ${NASTY}`,
      earlier: [{ ...version, version: 1, translator: NASTY }],
    }
    const page = renderItemPage({ ...itemPage, content: { ...ITEM, translation } })
    expect(page).toContain('Version 2 of the translation from English, taken in on 3 November 2026')
    expect(page).toContain('Adapted: Yen.')
    expect(page).toContain('<summary>One earlier wording</summary>')
    expect(page).toContain('reviewed by –; not signed off')
    expect(page).not.toContain(NASTY)
    expect(renderItemPage(itemPage)).not.toContain('Version')
  })

  it.each([
    ['closed', 'The question and its accepted answers are not shown to you'],
    ['damaged', 'the items file is not the one that was signed'],
    ['missing', 'The items file has no item of this id.'],
  ] as const)('says in one sentence why there is no question: %s', (content, sentence) => {
    const page = renderItemPage({ ...itemPage, content })
    expect(page).toContain(sentence)
    expect(page).not.toContain('りんご')
    expect(page).not.toContain('Accepted answers<')
  })

  it.each([
    ['unreleased', 'The answers of this run were not released'],
    ['closed', 'The answers of this run are not shown to you'],
    ['damaged', 'The answers of this run cannot be shown'],
  ] as const)('says in one sentence why there are no answers: %s', (withheld, sentence) => {
    const attempts = itemPage.attempts.map((one) => ({ ...one, completion: null, extracted: null }))
    const page = renderItemPage({ ...itemPage, withheld, attempts })
    expect(page).toContain(sentence)
    expect(page).not.toContain('No answer came.')
    expect(page).toContain('scored · value 1')
  })

  it('shows criteria as a table, an id without a text, and that there is more or nothing', () => {
    const judged = {
      ...row,
      section: 'safety',
      criterion: 'S1',
      rater: 'r1',
      outcome: 'scored' as const,
      value: 1,
    }
    const page = renderItemPage({
      ...itemPage,
      content: { ...ITEM, input: null, choices: [], target: [] },
      withheld: 'unreleased',
      attempts: [{ attempt: 2, rows: [judged], completion: null, extracted: null, votes: [] }],
      rows: { shown: 500, total: 1200 },
    })
    expect(page).toContain('safety: S1: r1')
    expect(page).toContain('Only the id of this item was declared')
    expect(page).toContain('Only the first 500 of 1,200 rows')
    const none = renderItemPage({ ...itemPage, attempts: [], rows: { shown: 0, total: 0 } })
    expect(none).toContain('This run did not attempt this item in this set.')
  })
})

describe('the page of a statement', () => {
  const page = renderStatementPage(statementPage)
  it('shows the whole id, the signatures, links and blobs', () => {
    expect(page).toContain(refOf('protocol'))
    expect(page).toContain('✓ verified')
    expect(page).toContain('◆ does not verify')
    expect(page).toContain(`href="/blobs/${'ef'.repeat(32)}"`)
    expect(page).not.toContain(`href="/blobs/${'01'.repeat(32)}"`)
    expect(page).toContain('1,234 bytes')
    expect(page.match(/>on a page</g)).toHaveLength(1)
    expect(page).not.toMatch(/blob</i)
  })

  it('leads to what is made to be read, and says that a model is simulated', () => {
    expect(page).toContain('href="/exercise/word-problems"')
    expect(page).not.toContain('Page of this run')
    expect(page).toContain('<span>simulated model</span>')
    const run = renderStatementPage({ ...statementPage, kind: 'run', id: refOf('run-e'), simulated: false })
    expect(run).toMatch(/href="\/runs\/[^"]*">Page of this run</)
    expect(run).not.toContain('simulated model')
  })

  it('links the statements that links and body name, where they are here', () => {
    const of = (html: string) => html.match(new RegExp(`href="/statement/${refOf('dataset')}"`, 'g'))
    expect(of(page)).toHaveLength(2)
    expect(of(renderStatementPage({ ...statementPage, here: new Set() }))).toBeNull()
  })

  it('says who may see it, and that what was narrowed recalls no copies', () => {
    expect(page).not.toContain('Who may see it')
    const { sharing } = statementPage
    const change = { id: refOf('change'), number: 1, effect: 'narrowed' as const, approvedBy: null }
    const wider = { ...change, number: 2, effect: 'widened' as const, approvedBy: NASTY }
    const changed = renderStatementPage({
      ...statementPage,
      sharing: {
        ...sharing,
        signed: { tlp: 'CLEAR', audience: [] },
        heldUntil: '2026-12-01T00:00:00Z',
        early: ['lab-b'],
        changes: [change, wider],
        readers: [
          { member: NASTY, level: 'body', closed: 2 },
          { member: 'Institute B', level: 'body', closed: 0 },
          { member: null, level: 'existence', closed: 3 },
        ],
      },
    })
    expect(changed).toContain('As its issuer signed it: TLP:CLEAR')
    expect(changed).toContain('Amendment 1 of its label: closed it further.')
    expect(changed).toContain('recalls no copies')
    expect(changed).toContain('A date alone opens nothing')
    expect(changed).toMatch(/all but 2 files[^]*everything[^]*everybody else[^]*only that there is one/)
    expect(changed).not.toContain('<script>alert')
    const widened = renderStatementPage({ ...statementPage, sharing: { ...sharing, changes: [wider] } })
    expect(widened).not.toContain('recalls no copies')
  })

  it('says first that its author does not stand by it, and what was said of it', () => {
    const about = [
      { relation: 'retracts', id: refOf('back'), kind: 'retraction', issuer: 'Institute A' },
      { relation: 'answers', id: refOf('said'), kind: 'opinion', issuer: 'Institute <B>' },
    ]
    const page = renderStatementPage({ ...statementPage, about, standing: 'retracted' })
    expect(page.indexOf('Its author has taken this statement back')).toBeLessThan(page.indexOf('Header'))
    expect(page).toContain('Said of it')
    expect(page).toContain('Institute &lt;B&gt;')
    expect(renderStatementPage({ ...statementPage, about, standing: 'erased' })).toContain('is destroyed')
    expect(renderStatementPage(statementPage)).not.toMatch(
      /Said of it|taken this statement back|is destroyed/,
    )
  })

  it('says the marking of each file, its own where that is stricter', () => {
    const [file] = statementPage.blobs
    if (file === undefined) throw new Error('no file')
    const shown = (marking: typeof file.marking): string =>
      renderStatementPage({ ...statementPage, tlp: 'GREEN', blobs: [{ ...file, marking }] })
    expect(shown({ tlp: 'AMBER+STRICT', readers: ['lab-b'] })).toMatch(/TLP:AMBER\+STRICT<[^]{0,80}lab-b/)
    expect(shown({ tlp: 'AMBER+STRICT', readers: [] })).toMatch(/TLP:AMBER\+STRICT<[^]{0,80}nobody else/)
    expect(shown(null)).not.toContain('AMBER')
    expect(shown({ tlp: 'GREEN', readers: [] })).not.toContain('nobody else')
  })

  it('says what is not there or not shown', () => {
    expect(renderStatementPage({ ...statementPage, body: null, encrypted: true })).toContain('is encrypted')
    const bare = renderStatementPage({ ...statementPage, links: [], blobs: [], body: null })
    expect(bare).toContain('links to no other')
    expect(bare).toContain('brings no file')
    expect(bare).toContain('The body is not shown to you')
  })
})

describe('a page with nothing to show', () => {
  it.each(['not-found', 'forbidden', 'failed', 'loading', 'read-only'] as const)(
    'has a title and a sentence: %s',
    (about) => {
      for (const locale of ['en', 'fr'] as const) {
        const page = renderMessagePage({ locale, live, about })
        expect(page).toMatch(/<h1>\S[^<]*<\/h1>/)
        expect(page).toMatch(/<p class="headline">\S[^<]*\.<\/p>/)
      }
    },
  )
})

it('no page lets a text become markup', () => {
  const pages = [
    renderRunPage(runPage),
    renderItemPage(itemPage),
    renderStatementPage(statementPage),
    renderMessagePage({ locale: 'en', live, about: 'failed', detail: NASTY }),
    renderExerciseListPage({
      unreadable: [],
      heldBack: [],
      locale: 'en',
      live,
      exercises: [
        {
          id: 'x',
          title: NASTY,
          state: 'draft',
          institutes: [NASTY],
          labels: [NASTY],
          sentences: [NASTY],
          tlp: NASTY,
        },
      ],
    }),
  ]
  for (const page of pages) {
    expect(page).not.toContain('<script')
    expect(page).toContain('&lt;script&gt;')
    expect(page).toContain("default-src 'none'")
  }
})
