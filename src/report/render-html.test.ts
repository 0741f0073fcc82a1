import { describe, expect, it } from 'vitest'
import { ConcordError } from '../error.ts'
import { buildReport, readReport, renderHtml, renderJson } from './index.ts'
import type { Live, ReportInput } from './index.ts'
import {
  analysisOf,
  jointOf,
  ledgerRow,
  refOf,
  rehearsalInput,
  retrospectiveInput,
} from './sample.fixture.ts'

const live: Live = {
  href: (target) =>
    target.to === 'run' || target.to === 'statement' ? `/${target.to}/${target.id}` : `/${target.to}`,
  reader: 'anonymous',
  inLanguage: (locale) => `?lang=${locale}`,
}

const NASTY = `</script><script>alert(1)</script>"'><img src=x onerror=alert(1)>{a, plural, other {#}}\u0000`

/** Every text that comes from others is hostile. */
function hostile(): ReportInput {
  const input = rehearsalInput()
  const { body } = input.protocol
  return {
    ...input,
    title: NASTY,
    verifyCommand: NASTY,
    labels: { ...input.labels, tlp: NASTY },
    protocol: {
      ...input.protocol,
      created: NASTY,
      body: {
        ...body,
        question: { ...body.question, limits: [NASTY] },
        aggregation: {
          ...body.aggregation,
          measures: body.aggregation.measures.map((measure) => ({
            ...measure,
            title: NASTY,
            sections: [NASTY],
          })),
        },
      },
    },
    members: input.members.map(({ id }) => ({ id, name: NASTY })),
    charter: { ...input.charter, id: NASTY, name: NASTY, expires: NASTY },
    verification: { status: 'differs', findings: [NASTY] },
    runs: input.runs.map((run) => ({
      ...run,
      ledger: [
        ledgerRow(NASTY, { planned: NASTY, actual: { [NASTY]: [NASTY] }, reason: NASTY }),
        ledgerRow(NASTY, { relation: 'unknown' }),
      ],
    })),
    opinions: [
      {
        id: refOf('opinion'),
        by: 'a',
        body: { type: 'remark', exercise: null, on: refOf('protocol'), field: NASTY, text: NASTY },
        version: null,
      },
    ],
    amendments: [
      {
        id: NASTY,
        created: NASTY,
        signers: [NASTY],
        body: {
          type: 'protocol',
          exercise: 'x',
          protocol: refOf('protocol'),
          changes: [{ field: NASTY, from: NASTY, to: NASTY }],
          why: NASTY,
          dataSeen: 'none',
        },
      },
    ],
    analysis: {
      id: refOf('analysis'),
      signers: [NASTY],
      body: analysisOf([
        jointOf({ language: NASTY, model: NASTY, measure: NASTY }),
        ...(retrospectiveInput().analysis?.body.results ?? []).map((result) =>
          result.kind === 'run-scores'
            ? {
                ...result,
                rows: result.rows.map((row) => ({
                  ...row,
                  model: NASTY,
                  perItem: row.perItem.map((one) => ({ ...one, item: NASTY })),
                })),
              }
            : result,
        ),
      ]),
    },
  }
}

const every: [string, ReportInput][] = [
  ['rehearsal', rehearsalInput()],
  ['retrospective', retrospectiveInput()],
  ['hostile', hostile()],
  ['without analysis', rehearsalInput({ analysis: null })],
]

describe.each(every)('the HTML of a report: %s', (_, input) => {
  for (const locale of ['en', 'fr'] as const) {
    const page = renderHtml(buildReport(input, locale))

    it(`asks nothing of a network (${locale})`, () => {
      expect(page).not.toMatch(/(?:src|srcset|data|action|poster|background|xlink:href)\s*=\s*["'](?!x )/i)
      expect(page).not.toMatch(/url\(|@import|<link|<iframe|<object|<embed|<base/i)
      for (const [, href] of page.matchAll(/<a [^>]*href="([^"]*)"/g)) expect(href).toMatch(/^#/)
      expect(page).toContain("default-src 'none'; style-src 'unsafe-inline'")
    })

    it(`has no script but its data (${locale})`, () => {
      expect(page.match(/<script/gi)).toHaveLength(1)
      expect(page.match(/<\/script/gi)).toHaveLength(1)
      expect(page).not.toContain('<img')
      expect(page).not.toContain('\u0000')
      for (const tag of page.matchAll(/<[a-z][^>]*>/gi))
        expect(tag[0].replace(/"[^"]*"/g, '')).not.toMatch(/\son[a-z]+=/i)
    })

    it(`leads every link to a place that exists, once (${locale})`, () => {
      const ids = [...page.matchAll(/\sid="([^"]*)"/g)].map(([, id]) => id)
      expect(new Set(ids).size).toBe(ids.length)
      for (const [, target] of page.matchAll(/href="#([^"]*)"/g)) expect(ids).toContain(target)
    })

    it(`gives the same bytes again, also from the document inside it (${locale})`, () => {
      const document = buildReport(input, locale)
      expect(renderHtml(buildReport(input, locale))).toBe(page)
      expect(readReport(page)).toEqual(document)
      expect(renderHtml(readReport(page))).toBe(page)
      expect(readReport(renderJson(document))).toEqual(document)
    })
  }
})

describe('foreign text', () => {
  it('has its own direction and language', () => {
    const input = rehearsalInput({ members: [{ id: 'e', name: 'مؤسسه ایمنی' }] })
    const page = renderHtml(buildReport(input, 'en'))
    expect(page).toContain('<bdi lang="">مؤسسه ایمنی</bdi> is 28 points below')
    expect(page).toContain('<span dir="auto" lang="">مؤسسه ایمنی</span>')
  })

  it('cannot turn the line around it', () => {
    const input = rehearsalInput({ members: [{ id: 'e', name: '\u202Eevil \u2069 م' }] })
    const headline = buildReport(input, 'en').blocks.find(({ block }) => block === 'headline')
    expect(JSON.stringify(headline)).not.toContain('\u202E')
    expect(JSON.stringify(headline)).toContain('\u2068evil  م\u2069')
  })

  it('folds away what is long', () => {
    const input = rehearsalInput()
    const runs = input.runs.map((run) => ({
      ...run,
      ledger: [ledgerRow('systemPrompt', { actual: 'x'.repeat(5000) })],
    }))
    expect(renderHtml(buildReport({ ...input, runs }, 'en'))).toMatch(
      /<details>\s*<summary dir="auto" lang="">x{80}…/,
    )
  })
})

describe('where the figures lead', () => {
  it.each([
    ['en', 'leads to the run behind it', 'leads to the id of what is behind it'],
    ['fr', 'mène à l’exécution dont il vient', 'mène à l’identifiant de ce dont il vient'],
  ] as const)('is said of a node in a node, of a file in a file (%s)', (locale, node, file) => {
    const document = buildReport(rehearsalInput(), locale)
    const alone = renderHtml(document)
    expect(alone).toContain(file)
    expect(alone).toContain('./concord serve')
    expect(alone).not.toContain(node)
    expect(renderHtml(document, { live })).toContain(node)
    expect(renderHtml(document, { live })).not.toContain(file)
  })
})

describe('a served report', () => {
  const page = renderHtml(buildReport(rehearsalInput(), 'fr'), { live })
  it('leads to runs and statements, to the list, the files and the other language', () => {
    expect(page).toContain(`href="/run/${refOf('run-e')}"`)
    expect(page).toContain(`href="/statement/${refOf('protocol')}"`)
    expect(page).toContain('href="/exercises"')
    expect(page).toContain('href="/report-file"')
    expect(page).toContain('href="?lang=en"')
    expect(page).toContain('<html lang="fr">')
    expect(page).toContain('Vous voyez ce qui est marqué TLP:CLEAR.')
  })

  it('links nothing that this reader cannot see', () => {
    const closed = renderHtml(buildReport(rehearsalInput(), 'en'), { live: { ...live, href: () => null } })
    expect(closed).not.toContain('href="/')
  })
})

describe('reading a report back', () => {
  it.each([
    ['nothing', ''],
    ['another page', '<!doctype html><p>Hello'],
    ['broken data', '<script type="application/json" id="concord-report">{"a":</script>'],
    ['another format', '{"format":"concord-report/2"}'],
    ['no end', '<script type="application/json" id="concord-report">{}'],
  ])('refuses %s', (_, text) => {
    expect(() => readReport(text)).toThrow(ConcordError)
    expect(() => readReport(text)).toThrow(/This is not a report of Concord/)
  })

  it('shows that a page was changed around its data', () => {
    const page = renderHtml(buildReport(rehearsalInput(), 'en'))
    const changed = page.replace('28 points below', '2 points below')
    expect(changed).not.toBe(page)
    expect(renderHtml(readReport(changed))).not.toBe(changed)
  })
})
