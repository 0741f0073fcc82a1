/**
 * Inspect itself (`inspect-ai` of PyPI), as pinned in inspect-ai/requirements.txt: installed once per version into the
 * folder for temporary files, and asked what it finds in logs.
 */
import { spawnSync } from 'node:child_process'
import { existsSync } from 'node:fs'
import { readFile, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { z } from 'zod'

const PROGRAM = path.resolve(import.meta.dirname, 'inspect-ai')

const Figures = z.record(z.string(), z.number().nullable())
const Answer = z.object({
  status: z.string(),
  version: z.number(),
  samples: z.array(z.tuple([z.string(), z.number()])),
  scores: z.array(z.record(z.string(), z.unknown())),
  figures: Figures,
  headerFigures: Figures,
  headerSamples: z.number().nullable(),
  differences: z.array(z.string()).optional(),
  recomputed: Figures.optional(),
})
export type InspectAnswer = z.infer<typeof Answer>

export type InspectAi = {
  /** With an original, says where the samples of both differ; without, recomputes the metrics. */
  open(logs: readonly { file: string; original?: string }[]): InspectAnswer[]
  /** What a command of Inspect writes. */
  command(words: readonly string[]): string
}

/** Installs it where it is not there yet; this needs python3 with venv and pip, and the network the first time. */
export async function inspectAi(): Promise<InspectAi> {
  const python = await installed()
  const run = (words: readonly string[], input = ''): string => {
    const ran = spawnSync(python, [...words], {
      encoding: 'utf8',
      env: { ...process.env, PYTHONIOENCODING: 'utf8', INSPECT_DISPLAY: 'none' },
      input,
      maxBuffer: 2 ** 28,
      timeout: 600_000,
    })
    if (ran.status !== 0) throw new Error(`${words.join(' ')}: ${ran.stderr}`)
    return ran.stdout
  }
  return {
    open: (logs) =>
      z.array(Answer).parse(JSON.parse(run([path.join(PROGRAM, 'open_logs.py')], JSON.stringify(logs)))),
    command: (words) => run(['-m', 'inspect_ai', ...words]),
  }
}

/** The python of an environment of its own; one that was cut off while it was made is made anew. */
async function installed(): Promise<string> {
  const requirements = path.join(PROGRAM, 'requirements.txt')
  const [, version] = /^inspect[-_]ai==(\S+)$/m.exec(await readFile(requirements, 'utf8')) ?? []
  const folder = path.join(tmpdir(), `concord-inspect-ai-${version}`)
  const python = path.join(folder, 'bin/python')
  const whole = path.join(folder, 'whole')
  if (existsSync(whole)) return python
  const steps: [string, string[]][] = [
    ['python3', ['-m', 'venv', '--clear', folder]],
    [
      python,
      ['-m', 'pip', 'install', '--quiet', '--disable-pip-version-check', '--no-deps', '-r', requirements],
    ],
  ]
  for (const [program, words] of steps) {
    const ended = spawnSync(program, words, { encoding: 'utf8', timeout: 900_000 })
    if (ended.status === 0) continue
    throw new Error(
      `inspect-ai could not be installed; this needs python3 with venv and pip, and the network. ${ended.error?.message ?? ended.stderr}`,
    )
  }
  await writeFile(whole, '')
  return python
}
