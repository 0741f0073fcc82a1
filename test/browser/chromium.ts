import { existsSync } from 'node:fs'
import { chromium } from 'playwright-core'
import type { Browser } from 'playwright-core'

const PLACES = [
  '/usr/bin/chromium',
  '/usr/bin/chromium-browser',
  '/usr/bin/google-chrome',
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
]

/** The Chromium of this machine, or the one that CHROMIUM names; throws one sentence where there is none. */
export function findChromium(named: string | undefined, places: readonly string[] = PLACES): string {
  const found = (named === undefined ? places : [named]).find((place) => existsSync(place))
  if (found !== undefined) return found
  throw new Error(
    `The browser tests need Chromium, and there is none at ${named ?? places.join(', ')}: install it, or name it in the variable CHROMIUM.`,
  )
}

/** A browser without a window. */
export function openBrowser(): Promise<Browser> {
  return chromium.launch({ executablePath: findChromium(process.env['CHROMIUM']) })
}
