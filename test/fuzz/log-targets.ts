/** Evaluation logs of other tools. */
import { zipSync } from 'fflate'
import { byteFile } from '../../src/interchange/byte-file.ts'
import { findReader } from '../../src/interchange/index.ts'
import { effects, logOf, membersOf } from '../fixture/inspect-log.ts'
import type { SampleInLog } from '../fixture/inspect-log.ts'
import { zipMutator } from './mutate-zip.ts'
import { encoder, ofJson, type Target } from './target.ts'

const SAMPLES: readonly SampleInLog[] = [
  {
    id: 1,
    choices: ['four', 'five'],
    target: 'A',
    input: [{ role: 'user', content: [{ type: 'text', text: 'q' }], source: 'input' }],
    scores: { match: 'C' },
    messages: [{ role: 'user', content: 'attachment://a' }],
    events: [
      { event: 'model', input: [], input_refs: [[0, 1]], call: { call_refs: [[0, 9]], call_key: 'input' } },
    ],
    events_data: { messages: [{ role: 'user', content: 'attachment://a' }], calls: [{}] },
    attachments: { a: 'long' },
    model_usage: { m: { input_tokens: 3, output_tokens: 4 } },
  },
  { id: 'b', epoch: 2, scores: { match: { accuracy: 1 } }, limit: { type: 'token', limit: 3 } },
]

const TOKENS: readonly string[] = [
  'NaN',
  '-Infinity',
  '9007199254740993',
  '"attachment://a"',
  '[[0,1e308]]',
  '[[-1,"x"]]',
  '{',
  '}',
  '[',
  ']',
  '"',
  ',',
  ':',
  'null',
  '"C"',
  '"pass_at_999999"',
  '"\\ud800"',
]

async function read(bytes: Uint8Array): Promise<unknown> {
  const file = byteFile(bytes, 'a.log')
  const log = await (await findReader(file))?.open(file, effects)
  return log?.check()
}

/** A sample in parts and one that is whole, with what a finished log has beside them. */
function evalFile(): Uint8Array {
  const parts: [string, unknown][] = [
    ['samples/x_epoch_1/sample.json', { id: 'x', epoch: 1, input: 'q', target: '', message_refs: [[0, 2]] }],
    ['samples/x_epoch_1/messages/0.json', [{ role: 'user', content: 'attachment://0' }]],
    ['samples/x_epoch_1/messages/1.json', [{ role: 'assistant', content: 'a' }]],
    ['samples/x_epoch_1/attachments/0.json', ['long']],
  ]
  const members = [...membersOf(SAMPLES, { metrics: { accuracy: 1, stderr: 0.5 } }), ...parts]
  return zipSync(
    Object.fromEntries(members.map(([name, content]) => [name, encoder.encode(JSON.stringify(content))])),
    { mtime: '1980-01-01T00:00:00' },
  )
}

export const LOG_TARGETS: readonly Target[] = [
  {
    name: 'Inspect log in JSON',
    cases: 25_000,
    make: ofJson(
      () => [logOf(SAMPLES, { accuracy: 1, stderr: 0.5 })],
      (text) => encoder.encode(text),
      read,
    ),
  },
  {
    name: 'Inspect log in a ZIP file',
    cases: 15_000,
    async make() {
      const mutate = zipMutator(evalFile(), TOKENS)
      return (random) => {
        const bytes = mutate(random)
        return { bytes, read: () => read(bytes) }
      }
    },
  },
]
