/** What an example that is shipped calls itself is said in every language that the pages speak. */
import { readdirSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { describe, expect, it } from 'vitest'
import { parseProtocolFile } from '../src/exercise/index.ts'
import { LOCALES } from '../src/message/index.ts'

const EXAMPLES = path.resolve(import.meta.dirname, '../examples')
const files = readdirSync(EXAMPLES, { recursive: true, encoding: 'utf8' }).filter((name) =>
  name.endsWith('protocol.yaml'),
)

describe('the titles of the examples', () => {
  it('are found', () => expect(files.length).toBeGreaterThan(2))

  it.each(files)('%s has them in every language', (file) => {
    const read = parseProtocolFile(readFileSync(path.join(EXAMPLES, file), 'utf8'))
    if (!read.ok) throw new Error(JSON.stringify(read.problems))
    for (const { title, titleIn } of [read.draft, ...read.draft.aggregation.measures])
      for (const locale of LOCALES.filter((one) => one !== 'en'))
        expect([title, titleIn?.[locale]]).toEqual([title, expect.stringMatching(/\p{L}/u)])
  })
})
