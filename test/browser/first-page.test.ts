import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { chromium } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { makeExamples, openStartHome, serve, systemWorld } from '../../src/node/index.ts'
import type { Home, Served } from '../../src/node/index.ts'

const folder = mkdtempSync(path.join(tmpdir(), 'concord-first-page-'))
let home: Home
let served: Served

beforeAll(async () => {
  home = await openStartHome(path.join(folder, 'home'), systemWorld())
  await makeExamples(home, () => undefined)
  served = await serve(home, { port: 0 })
})

afterAll(async () => {
  await served.close()
  await home.store.close()
  rmSync(folder, { recursive: true, force: true })
})

describe('the first page', () => {
  it('lists the three examples to anybody on this machine, and leads to a report that names institute E alone', async () => {
    const browser = await chromium.launch({
      executablePath: '/usr/bin/chromium',
      args: ['--no-sandbox', '--disable-gpu'],
    })
    try {
      const page = await browser.newPage({ locale: 'en-GB' })
      await page.goto(served.url)
      expect(await page.getByRole('row').count()).toBe(4)
      expect(await page.getByRole('row', { name: /Third joint exercise, 2025/ }).innerText()).toContain(
        'no margin of error can be given',
      )
      await page.getByRole('link', { name: /Word problems in four languages/ }).click()
      const text = await page.locator('main').innerText()
      expect(text).toContain('Institute E (invented) is')
      expect(text).not.toMatch(/Institute [A-D] \(invented\) is .* (?:below|above) the others/)
    } finally {
      await browser.close()
    }
  })
})
