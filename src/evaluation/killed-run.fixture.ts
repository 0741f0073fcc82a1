import { spawn } from 'node:child_process'
import { fileURLToPath } from 'node:url'

/** The program: argv is the folder of the run, and the plan as JSON where it begins one. */
export const RUN_PROGRAM = fileURLToPath(new URL('./kill.fixture.ts', import.meta.url))

/** What a process that begins a run, or goes on with it, says until its end; it is killed once `until` resolves. */
export async function runInProcess(args: readonly string[], until: Promise<void> | null): Promise<string> {
  const running = spawn(process.execPath, [RUN_PROGRAM, ...args], { stdio: ['ignore', 'pipe', 'inherit'] })
  let out = ''
  running.stdout.setEncoding('utf8').on('data', (text: string) => {
    out += text
  })
  void until?.then(() => running.kill('SIGKILL'))
  await new Promise((resolve) => running.on('close', resolve))
  return out
}
