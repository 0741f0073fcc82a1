/**
 * Every served page and the report file in a real browser: what a reader sees, with the examples made as at a first
 * start.
 */
import { readFileSync } from 'node:fs'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { createRequire } from 'node:module'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { pathToFileURL } from 'node:url'
import type { Browser, BrowserContextOptions, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { z } from 'zod'
import { makeExamples, openStartHome, serve, systemWorld } from '../../src/node/index.ts'
import type { Home, Served } from '../../src/node/index.ts'
import { findChromium, openBrowser } from './chromium.ts'

const AXE = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8')

const REHEARSAL = '/exercise/word-problems-rehearsal'
const VERDICTS = '/exercise/korea-singapore-agents-2026'
const RATES = '/exercise/third-exercise-2025'
const WIDE = { width: 1280, height: 900 }
const NARROW = { width: 390, height: 844 }

let folder: string
let home: Home
let served: Served
let browser: Browser
/** Address of every page by what it is. */
let pages: Record<
  | 'list'
  | 'rehearsal'
  | 'verdicts'
  | 'rates'
  | 'run'
  | 'rated'
  | 'filtered'
  | 'item'
  | 'judged'
  | 'statement'
  | 'analysis',
  string
>

beforeAll(async () => {
  browser = await openBrowser()
  folder = await mkdtemp(path.join(tmpdir(), 'concord-pages-'))
  home = await openStartHome(folder, systemWorld())
  await makeExamples(home, () => undefined)
  served = await serve(home, { port: 0 })
  await reading({}, async (page) => {
    await page.goto(at(REHEARSAL))
    const href = async (selector: string): Promise<string> =>
      (await page.locator(selector).first().getAttribute('href')) ?? ''
    const run = await href('a[href^="/run/"]')
    const analysis = await page
      .getByRole('row', { name: /^Analysis/ })
      .getByRole('link')
      .getAttribute('href')
    // A translated item, and one of which only verdicts are here.
    await page.goto(at(`${run}?language=fr`))
    const item = await href('a[href*="/item?"]')
    await page.goto(at(VERDICTS))
    await page.goto(at(await href('a[href^="/run/"]')))
    const judged = await href('a[href*="/item?"]')
    await page.goto(at(RATES))
    const rated = await href('a[href^="/run/"]')
    pages = {
      item,
      judged,
      rated,
      list: '/',
      rehearsal: REHEARSAL,
      verdicts: VERDICTS,
      rates: RATES,
      run,
      filtered: `${run}?outcome=scored&from=100`,
      statement: run.replace('/run/', '/statement/'),
      analysis: analysis ?? '',
    }
  })
})

afterAll(async () => {
  await browser?.close()
  await served?.close()
  await home?.[Symbol.asyncDispose]()
  if (folder !== undefined) await rm(folder, { recursive: true, force: true })
})

const at = (address: string): string => new URL(address, served.url).href

/** A reader of their own, with no cookie of another. */
async function reading(options: BrowserContextOptions, read: (page: Page) => Promise<void>): Promise<void> {
  const context = await browser.newContext({ locale: 'en', viewport: WIDE, ...options })
  try {
    await read(await context.newPage())
  } finally {
    await context.close()
  }
}

/** What goes wrong while a page is shown: errors, and requests that leave its own origin. */
function watch(page: Page, origin: string): string[] {
  const found: string[] = []
  page.on('pageerror', (error) => found.push(error.message))
  page.on('console', (message) => {
    if (message.type() === 'error') found.push(message.text())
  })
  page.on('request', (request) => {
    if (!request.url().startsWith(origin)) found.push(`leaves: ${request.url()}`)
  })
  return found
}

const number = async (page: Page, script: string): Promise<number> =>
  z.number().parse(await page.evaluate(script))

/** How far the page is wider than the window. */
const OVERFLOW = 'document.documentElement.scrollWidth - window.innerWidth'

/** The smallest text that is shown in a chart, in pixels of the screen. */
const SMALLEST_TEXT = `Math.min(...[...document.querySelectorAll('svg.chart')].flatMap((svg) => {
  const shown = svg.getBoundingClientRect().width
  if (shown === 0) return []
  const scale = shown / svg.viewBox.baseVal.width
  return [...svg.querySelectorAll('text')].map((text) => parseFloat(getComputedStyle(text).fontSize) * scale)
}))`

const Axe = z.object({
  violations: z.array(
    z.object({ id: z.string(), help: z.string(), nodes: z.array(z.object({ html: z.string() })) }),
  ),
})

async function violations(page: Page): Promise<string[]> {
  await page.evaluate(AXE)
  const { violations } = Axe.parse(await page.evaluate('axe.run(document, { resultTypes: ["violations"] })'))
  return violations.flatMap(({ id, help, nodes }) =>
    nodes.map(({ html }) => `${id}: ${help}: ${html.slice(0, 200)}`),
  )
}

const everyPage = [
  'list',
  'rehearsal',
  'verdicts',
  'rates',
  'run',
  'rated',
  'filtered',
  'item',
  'judged',
  'statement',
  'analysis',
] as const

describe.each(everyPage)('the page: %s', (name) => {
  for (const colorScheme of ['light', 'dark'] as const) {
    for (const [width, viewport] of [
      ['wide', WIDE],
      ['narrow', NARROW],
    ] as const) {
      it(`opens, asks nobody else, and can be read by everybody (${colorScheme}, ${width})`, async () => {
        await reading({ colorScheme, viewport }, async (page) => {
          const found = watch(page, served.url)
          const answer = await page.goto(at(pages[name]))
          expect(answer?.status()).toBe(200)
          expect(await page.locator('h1').innerText()).not.toBe('')
          expect(await violations(page)).toEqual([])
          expect(await number(page, OVERFLOW)).toBeLessThanOrEqual(0)
          expect(found).toEqual([])
        })
      })
    }
  }

  it('says it in French, as wide and as readable', async () => {
    await reading({ locale: 'fr', viewport: NARROW }, async (page) => {
      await page.goto(at(pages[name]))
      expect(await page.locator('html').getAttribute('lang')).toBe('fr')
      expect(await page.getByText('Vous voyez ce qui est marqué TLP:CLEAR.').count()).toBe(1)
      expect(await violations(page)).toEqual([])
      expect(await number(page, OVERFLOW)).toBeLessThanOrEqual(0)
    })
  })
})

describe.each(['rehearsal', 'verdicts', 'rates'] as const)('the charts of %s', (name) => {
  it('are drawn for the width they get, with no text below 12 px', async () => {
    for (const viewport of [WIDE, NARROW]) {
      await reading({ viewport }, async (page) => {
        await page.goto(at(pages[name]))
        expect(await page.locator('svg.chart:visible').count()).toBeGreaterThan(1)
        expect(await number(page, SMALLEST_TEXT)).toBeGreaterThanOrEqual(12)
      })
    }
  })
})

describe('the first screen', () => {
  const headline = async (page: Page): Promise<string> =>
    (await page.locator('.headline').innerText())
      .replaceAll(/[\u2060\u2068\u2069]/g, '')
      .replaceAll('\u00A0', ' ')

  it('of the rehearsal: the mean with both ranges, who differs and by what, that the others agree', async () => {
    await reading({}, async (page) => {
      await page.goto(at(REHEARSAL))
      expect(await headline(page)).toMatch(
        /^Five institutes ran the same 120 English tasks: \d+% on average \(\d+–\d+% for this test; \d+–\d+% for tasks of this kind\)\. Institute E \(invented\) is \d+ points below the others \(\d+–\d+\), more than the agreed 10; it ran with another system prompt\. The other four agree within the 10 points fixed before the test\.$/,
      )
      expect(await page.locator('.kicker').innerText()).toContain('simulated model')
      expect(await page.locator('.verification').innerText()).toMatch(
        /^✓ Verified\s+signed, not logged computed by Institute A \(invented\), recomputed by 3 of the 4 other institutes/,
      )
      const { y, height } = (await page.locator('.verification').boundingBox()) ?? { y: Infinity, height: 0 }
      expect(y + height).toBeLessThan(WIDE.height)
    })
  })

  it('of the published verdicts: analysed after the fact, six tasks, both rules', async () => {
    await reading({}, async (page) => {
      await page.goto(at(VERDICTS))
      const text = await headline(page)
      expect(text).toMatch(/^Analysed after the fact, no prior agreement: /)
      expect(text).toContain('model A 57% (22–86%)')
      expect(text).toContain('44–68%')
      expect(text).toContain('model C passes 6 or 14 of 60 attempts')
      expect(text).not.toMatch(/model model|model_/)
      expect(await page.locator('.headline > span').count()).toBeLessThanOrEqual(4)
    })
  })

  it('of the published rates: no interval, no language apart from its institute, and totals that do not follow', async () => {
    await reading({}, async (page) => {
      await page.goto(at(RATES))
      const text = await headline(page)
      expect(text).toMatch(/^Analysed after the fact, no prior agreement: /)
      expect(text).toContain('32–57% for model A and 14–35% for model B')
      expect(text).toContain('no margin of error can be given')
      expect(text).toContain('differences between languages may be chance, or differences between institutes')
      expect(text).toContain(
        '46% and 23%, cannot be recomputed: the plain averages of the languages are 44.6% and 21.6%',
      )
      expect(await page.locator('.headline > span').count()).toBeLessThanOrEqual(4)
      expect(await page.locator('.kicker').innerText()).not.toContain('single institute')
      const { y, height } = (await page.locator('.verification').boundingBox()) ?? { y: Infinity, height: 0 }
      expect(y + height).toBeLessThan(WIDE.height)
      const charts = page.locator('svg.chart.wide')
      expect(await charts.count()).toBe(2)
      // A dot for each language and no bar.
      expect(await charts.first().locator('circle.mark').count()).toBe(9)
      expect(await charts.first().locator('path.mark').count()).toBe(0)
      expect(await page.locator('figcaption').first().innerText()).toContain('No intervals are drawn')
      await page
        .getByRole('region', { name: 'The same numbers' })
        .getByRole('row', { name: /French/ })
        .getByRole('link')
        .first()
        .click()
      expect(await page.locator('h1').innerText()).toMatch(
        /^Published rates of model.A, taken in by This node$/,
      )
      expect(await page.getByRole('row', { name: /French/ }).innerText()).toMatch(/51%\s+not published/)
    })
  })

  it('of the list: the results with their labels', async () => {
    await reading({}, async (page) => {
      await page.goto(at('/'))
      const rehearsal = page.getByRole('row', { name: /Word problems/ })
      expect(await rehearsal.innerText()).toContain('simulated model five invented institutes')
      expect(await rehearsal.innerText()).toMatch(/Institute E \(invented\) is \d+ points below the others/)
      expect(await page.getByRole('row', { name: /Korea/ }).innerText()).toContain(
        'analysed after the fact, no prior agreement',
      )
    })
  })
})

describe('from a figure', () => {
  it('to its run, from there to its statement, its signatures and its attempts', async () => {
    await reading({}, async (page) => {
      await page.goto(at(REHEARSAL))
      const row = page
        .getByRole('region', { name: 'The same numbers' })
        .getByRole('row', { name: /Institute E/ })
      await row.getByRole('link').first().click()
      expect(new URL(page.url()).pathname).toMatch(/^\/run\/sha256:[0-9a-f]{64}$/)
      expect(await page.locator('h1').innerText()).toBe('Run of Institute E (invented), rehearsal-model')
      expect(await page.locator('.kicker').innerText()).toContain('simulated model')
      const facts = page.getByRole('region', { name: 'Agreed and recorded' })
      expect(await facts.getByRole('row', { name: /System prompt/ }).innerText()).toContain('different')
      expect(await page.getByRole('region', { name: 'Attempts', exact: true }).getByRole('row').count()).toBe(
        101,
      )

      await page.getByRole('link', { name: 'Statement of this run' }).click()
      const signatures = page.getByRole('region', { name: 'Signatures' })
      expect(await signatures.getByRole('row', { name: /Institute E \(invented\)/ }).innerText()).toContain(
        '✓ verified',
      )
      await page.getByRole('link', { name: 'Page of this run' }).click()
      expect(await page.locator('h1').innerText()).toContain('Run of Institute E')
      await page.getByRole('link', { name: 'Report of the exercise' }).click()
      expect(new URL(page.url()).pathname).toBe(REHEARSAL)
    })
  })

  it.each(['rehearsal', 'verdicts', 'rates'] as const)('of %s, every link leads to a page', async (name) => {
    await reading({}, async (page) => {
      await page.goto(at(pages[name]))
      const hrefs = z
        .array(z.string())
        .parse(await page.evaluate(`[...new Set([...document.links].map((one) => one.href.split('#')[0]))]`))
      expect(hrefs.length).toBeGreaterThan(6)
      for (const href of hrefs) expect([href, (await page.request.get(href)).status()]).toEqual([href, 200])
      // Figures without a link: none in a numeric column but those that say that there is nothing.
      const bare = z
        .array(z.string())
        .parse(
          await page.evaluate(
            `[...document.querySelectorAll('td.end')].filter((one) => !one.querySelector('a')).map((one) => one.innerText)`,
          ),
        )
      expect(bare.filter((text) => /\d/.test(text))).toEqual([])
    })
  })
})

describe('the filter of a run', () => {
  it('keeps its state in the address, over parts and languages', async () => {
    await reading({}, async (page) => {
      await page.goto(at(pages.run))
      await page.getByRole('link', { name: 'scored', exact: true }).click()
      expect(new URL(page.url()).search).toBe('?outcome=scored')
      expect(await page.locator('.filters').first().locator('[aria-current]').innerText()).toBe('scored')
      await page.getByRole('link', { name: 'Next' }).click()
      expect(new URL(page.url()).search).toBe('?outcome=scored&from=100')
      await page.getByRole('link', { name: 'Français' }).click()
      const query = new URL(page.url()).searchParams
      expect([query.get('outcome'), query.get('from'), query.get('lang')]).toEqual(['scored', '100', 'fr'])
      expect(await page.locator('html').getAttribute('lang')).toBe('fr')
      await page.goto(at(`${pages.run}?outcome=errored`))
      expect(await page.getByText('No attempt ended this way.').count()).toBe(1)
    })
  })
})

describe('who reads', () => {
  it('an address that is not there says so, in every form', async () => {
    for (const colorScheme of ['light', 'dark'] as const) {
      for (const viewport of [WIDE, NARROW]) {
        await reading({ colorScheme, viewport }, async (page) => {
          const answer = await page.goto(at('/run/nothing'))
          expect(answer?.status()).toBe(404)
          expect(await page.locator('h1').innerText()).toBe('Not here')
          expect(await violations(page)).toEqual([])
          expect(await number(page, OVERFLOW)).toBeLessThanOrEqual(0)
        })
      }
    }
  })

  it('the link of the owner works once, for whoever opens it first', async () => {
    await reading({}, async (owner) => {
      await owner.goto(at('/'))
      expect(await owner.getByText('You see what is marked TLP:CLEAR.').count()).toBe(1)
      await owner.goto(served.ownerUrl)
      expect(new URL(owner.url()).pathname).toBe('/')
      expect(await owner.getByText('You see everything in this folder.').count()).toBe(1)
      await reading({}, async (other) => {
        const answer = await other.goto(served.ownerUrl)
        expect(answer?.status()).toBe(403)
        expect(await other.locator('h1').innerText()).toBe('Not for this reader')
        expect(await violations(other)).toEqual([])
        await other.goto(at('/'))
        expect(await other.getByText('You see what is marked TLP:CLEAR.').count()).toBe(1)
      })
      await owner.reload()
      expect(await owner.getByText('You see everything in this folder.').count()).toBe(1)
    })
  })
})

describe.each(['rehearsal', 'verdicts', 'rates'] as const)('the report as a file: %s', (name) => {
  it('asks nothing of anybody, can be read by everybody, and prints', async () => {
    await reading({ viewport: NARROW }, async (page) => {
      await page.goto(at(pages[name]))
      const href =
        (await page.getByRole('link', { name: 'This report as one file' }).getAttribute('href')) ?? ''
      const answer = await page.request.get(at(href))
      expect(answer.headers()['content-disposition']).toMatch(/^attachment; filename="[a-z0-9-]+\.html"$/)
      const file = path.join(folder, `${name}.html`)
      await writeFile(file, await answer.body())
      const address = pathToFileURL(file).href
      const requests: string[] = []
      page.on('request', (request) => requests.push(request.url()))
      const found = watch(page, 'file:')
      await page.goto(address)
      expect(await page.locator('.headline').innerText()).not.toBe('')
      expect(await violations(page)).toEqual([])
      expect(await number(page, OVERFLOW)).toBeLessThanOrEqual(0)
      expect(await number(page, SMALLEST_TEXT)).toBeGreaterThanOrEqual(12)
      const pdf = await page.pdf({
        format: 'A4',
        margin: { top: '15mm', bottom: '15mm', left: '15mm', right: '15mm' },
      })
      expect([...pdf.toString('latin1').matchAll(/\/Type\s*\/Page\b(?!s)/g)].length).toBeGreaterThanOrEqual(2)
      expect(requests).toEqual([address])
      expect(found).toEqual([])
    })
  })
})

it('says in one sentence that there is no browser', () => {
  expect(() => findChromium(undefined, ['/nowhere/chromium'])).toThrow(
    /^The browser tests need Chromium, and there is none at \/nowhere\/chromium: install it, or name it in the variable CHROMIUM\.$/,
  )
  expect(() => findChromium('/nowhere/named')).toThrow(/there is none at \/nowhere\/named/)
})
