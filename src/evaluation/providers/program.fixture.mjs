// A model as a program: says the replies of its first argument in order, and notes what it was asked in its second.
import { appendFileSync } from 'node:fs'
import { createInterface } from 'node:readline'

const [, , script = '[]', notes] = process.argv
const replies = JSON.parse(script)
let at = 0
for await (const line of createInterface({ input: process.stdin })) {
  const asked = JSON.parse(line)
  if (notes !== undefined) appendFileSync(notes, `${line}\n`)
  const reply = replies[Math.min(at++, replies.length - 1)]
  if (reply === 'die' || reply === 'key') {
    if (reply === 'key') process.stderr.write(process.env.CONCORD_API_KEY ?? '')
    process.exitCode = reply === 'key' ? 4 : 3
    process.stdin.destroy()
    break
  }
  if (reply === 'silent') continue
  if (reply === 'garbage') console.log('loading the model …')
  else if (reply === 'flood') process.stdout.write('x'.repeat(100_000))
  else console.log(JSON.stringify({ id: asked.id, ...reply }))
}
