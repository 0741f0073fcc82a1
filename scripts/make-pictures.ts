/**
 * The pictures of README.md, taken anew: makes the examples in a folder of its own, serves them, and looks at them
 * with Chromium. Writes docs/pictures/.
 */
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import type { Page } from 'playwright-core'
import { makeExamples, openStartHome, serve, systemWorld } from '../src/node/index.ts'
import { openBrowser } from '../test/browser/chromium.ts'
import { toPalettePng } from './palette-png.ts'

const PICTURES = path.resolve(import.meta.dirname, '../docs/pictures')
const MOST_BYTES = 150_000
const WIDTH = 1120
const REHEARSAL = '/exercise/word-problems-rehearsal'
const VERDICTS = '/exercise/korea-singapore-agents-2026'
const RATES = '/exercise/third-exercise-2025'

type Picture = {
  name: string
  colorScheme: 'light' | 'dark'
  show(page: Page, at: (address: string) => string): Promise<void>
  /** From the top of one heading to the top of another, or to the end of the page; else the first `height` pixels. */
  part: { from: string; to: string | null } | { height: number }
}

const showRehearsal: Picture['show'] = async (page, at) => {
  await page.goto(at(REHEARSAL))
}

const pictures: readonly Picture[] = [
  { name: 'rehearsal-light', colorScheme: 'light', show: showRehearsal, part: { height: 872 } },
  { name: 'rehearsal-dark', colorScheme: 'dark', show: showRehearsal, part: { height: 872 } },
  {
    name: 'who-signed-what',
    colorScheme: 'light',
    show: showRehearsal,
    part: { from: 'Deviations from the protocol', to: null },
  },
  {
    name: 'run-of-e',
    colorScheme: 'light',
    show: async (page, at) => {
      await page.goto(at(REHEARSAL))
      await page
        .getByRole('row', { name: /Institute E/ })
        .first()
        .getByRole('link')
        .first()
        .click()
    },
    part: { height: 726 },
  },
  {
    name: 'published-verdicts',
    colorScheme: 'light',
    show: async (page, at) => {
      await page.goto(at(VERDICTS))
    },
    part: { height: 936 },
  },
  {
    name: 'published-rates',
    colorScheme: 'light',
    show: async (page, at) => {
      await page.goto(at(RATES))
    },
    part: { height: 936 },
  },
]

async function take(page: Page, part: Picture['part']): Promise<Buffer> {
  if ('height' in part) {
    return page.screenshot({ clip: { x: 0, y: 0, width: WIDTH, height: part.height }, fullPage: true })
  }
  const top = await topOf(page, part.from)
  const end = part.to === null ? await page.locator('main').boundingBox() : null
  const bottom = part.to === null ? (end?.y ?? 0) + (end?.height ?? 0) : await topOf(page, part.to)
  return page.screenshot({
    clip: { x: 0, y: top - MARGIN, width: WIDTH, height: bottom - top + MARGIN },
    fullPage: true,
  })
}

const MARGIN = 24

async function topOf(page: Page, heading: string): Promise<number> {
  const box = await page.getByRole('heading', { name: heading }).boundingBox()
  if (box === null) throw new Error(`The page has no heading "${heading}": correct scripts/make-pictures.ts.`)
  return box.y
}

const folder = await mkdtemp(path.join(tmpdir(), 'concord-pictures-'))
try {
  await using home = await openStartHome(folder, systemWorld())
  await makeExamples(home, () => undefined)
  const served = await serve(home, { port: 0 })
  const browser = await openBrowser()
  try {
    await mkdir(PICTURES, { recursive: true })
    for (const { name, colorScheme, show, part } of pictures) {
      const context = await browser.newContext({
        locale: 'en',
        colorScheme,
        viewport: { width: WIDTH, height: 900 },
      })
      const page = await context.newPage()
      await show(page, (address) => new URL(address, served.url).href)
      const png = toPalettePng(await take(page, part))
      if (png.length > MOST_BYTES) {
        throw new Error(
          `${name}.png has ${png.length} bytes, more than ${MOST_BYTES}: show less of the page.`,
        )
      }
      await writeFile(path.join(PICTURES, `${name}.png`), png)
      process.stdout.write(`docs/pictures/${name}.png  ${Math.round(png.length / 1000)} kB\n`)
      await context.close()
    }
  } finally {
    await browser.close()
    await served.close()
  }
} finally {
  await rm(folder, { recursive: true, force: true })
}
