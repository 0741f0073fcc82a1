/**
 * Inspect itself (`inspect-ai` of PyPI), as pinned in inspect-ai/requirements.txt: installed once per version into the
 * folder for temporary files, and asked what it finds in logs.
 */
import { spawnSync } from 'node:child_process'
import { existsSync } from 'node:fs'
import { mkdtemp, readFile, rename, rm } from 'node:fs/promises'
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

/** Installs it where it is not there yet; this needs python3 with pip, and the network the first time. */
export async function inspectAi(): Promise<InspectAi> {
  const packages = await installed()
  const run = (words: readonly string[], input = ''): string => {
    const ran = spawnSync('python3', [...words], {
      encoding: 'utf8',
      env: { ...process.env, PYTHONPATH: packages, PYTHONIOENCODING: 'utf8', INSPECT_DISPLAY: 'none' },
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

async function installed(): Promise<string> {
  const requirements = path.join(PROGRAM, 'requirements.txt')
  const [, version] = /^inspect[-_]ai==(\S+)$/m.exec(await readFile(requirements, 'utf8')) ?? []
  const folder = path.join(tmpdir(), `concord-inspect-ai-${version}`)
  if (existsSync(folder)) return folder
  const made = await mkdtemp(`${folder}-`)
  const words = ['-m', 'pip', 'install', '--quiet', '--disable-pip-version-check', '--no-deps']
  const ended = spawnSync('python3', [...words, '--target', made, '-r', requirements], {
    encoding: 'utf8',
    timeout: 900_000,
  })
  if (ended.status !== 0) {
    await rm(made, { recursive: true, force: true })
    throw new Error(
      `inspect-ai could not be installed; this needs python3 with pip and the network. ${ended.error?.message ?? ended.stderr}`,
    )
  }
  // Whoever was first has made the same.
  await rename(made, folder).catch(() => rm(made, { recursive: true, force: true }))
  return folder
}
