/** Takes the lock of a run in a process of its own, keeps it for a moment and says so. argv: folder. */
import { appendFile } from 'node:fs/promises'
import path from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import { ConcordError } from '../error.ts'
import { lockRun } from './run-folder.ts'

const [, , folder = ''] = process.argv
const say = (what: string): Promise<void> => appendFile(path.join(folder, 'said'), `${what}\n`)
try {
  await using _ = await lockRun(folder)
  await say('in')
  await wait(50)
  await say('out')
} catch (cause) {
  if (!(cause instanceof ConcordError && cause.code === 'conflict')) throw cause
  process.stdout.write('refused')
}
