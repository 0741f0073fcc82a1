/**
 * A process for the tests to start, starve and kill: `store.child.ts FOLDER write SEED COUNT BULK` writes
 * statements made from the seed and prints the text of each once it is acknowledged; `FOLDER large SEED COUNT`
 * writes one with a blob of that many bytes; `FOLDER open-as-nobody` opens it without root's powers. Any failure ends it with one line of JSON.
 */
import { writeSync } from 'node:fs'
import { ConcordError } from '../error.ts'
import { openStore } from './open-store.ts'
import { blob, madeFrom, NOW, statement } from './statement.fixture.ts'

const [folder = '', task = '', seed = '', count = '0', bulk = '0'] = process.argv.slice(2)

function say(line: string): void {
  writeSync(1, `${line}\n`)
}

// Root may write everywhere; nobody may not. The sources are loaded by now, wherever they stand.
if (task === 'open-as-nobody' && process.getuid?.() === 0) {
  process.setgid?.(65_534)
  process.setuid?.(65_534)
}

try {
  await using store = await openStore(folder)
  say('open')
  if (task === 'write') {
    const writer = store.writer()
    for (let index = 0; index < Number(count); index += 1) {
      // Batches of different sizes; `bulk` makes every fourth one go to the thread for many rows.
      const size = Number(bulk) > 0 && index % 4 === 3 ? Number(bulk) : 1 + (index % 3)
      const texts = Array.from({ length: size }, (_, part) => `${seed}/${index}/${part}`)
      await writer.putStatements(texts.map(madeFrom))
      for (const text of texts) say(`stored ${text}`)
      await writer.putNote(`last/${seed}`, String(index))
      say(`noted ${index}`)
      await writer.putQuarantine({
        bytes: new TextEncoder().encode(`${seed}/${index}`),
        reason: 'schema',
        receivedAt: NOW,
        source: seed,
        statement: null,
      })
      say(`quarantined ${index}`)
    }
  }
  if (task === 'large') {
    const large = blob('large', 'x'.repeat(Number(count)))
    await store.writer().putStatements([statement(seed, { blobs: [large] })])
  }
  say('done')
} catch (cause) {
  if (!(cause instanceof ConcordError)) throw cause
  say(JSON.stringify({ code: cause.code, message: cause.message }))
}
