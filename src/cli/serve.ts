import { text, wholeNumber } from './command.ts'
import type { CommandSpec, Context } from './command.ts'
import type { ExampleStep } from '../node/index.ts'

const PORT_OPTION = { flags: '--port <number>', about: 'command.option.port' } as const

function portOf({ options }: Context): number {
  return (
    wholeNumber(text(options, 'port'), '--port', 0, 65_535) ??
    wholeNumber(process.env['PORT'] || undefined, 'PORT', 0, 65_535) ??
    4680
  )
}

async function untilStopped(signal: AbortSignal): Promise<void> {
  await new Promise<void>((resolve) => {
    if (signal.aborted) resolve()
    signal.addEventListener('abort', () => resolve(), { once: true })
  })
}

/** The link that makes its reader the owner, and what it is for. */
function showOwnerLink({ line, t }: Context['output'], url: string): void {
  line(t('command.serve.owner', { url }))
  line(t('command.serve.owner-what'))
}

export const serveCommand: CommandSpec = {
  words: 'serve',
  about: 'command.serve',
  options: [PORT_OPTION],
  async action(context) {
    const { openHome, serve, systemWorld } = await import('../node/index.ts')
    const { output } = context
    await using home = await openHome(context.home, systemWorld(context.passphrase))
    const served = await serve(home, { port: portOf(context) })
    // From here on it is stopped in good order; whoever reads that it serves may do so.
    const { signal } = context
    output.line(output.t('command.serve.ready', { url: served.url }))
    showOwnerLink(output, served.ownerUrl)
    output.result({ ok: true, url: served.url, ownerUrl: served.ownerUrl })
    output.next([output.t('command.serve.stop')])
    await untilStopped(signal)
    await served.close()
  },
}

export const startCommand: CommandSpec = {
  words: 'start',
  about: 'command.start',
  options: [PORT_OPTION],
  async action(context) {
    const { hasExamples, makeExamples, openStartHome, serve, systemWorld } = await import('../node/index.ts')
    const { output } = context
    await using home = await openStartHome(context.home, systemWorld(context.passphrase))
    let busy = !(await hasExamples(home))
    // The port is taken first: a busy one is said before any work is done.
    const served = await serve(home, { port: portOf(context), busy: () => busy })
    try {
      if (busy) {
        output.line(output.t('command.start.making', { home: context.home }))
        let last = ''
        await makeExamples(home, (step) => {
          const line = stepLine(output, step)
          if (line !== last) output.line(`  ${line}`)
          last = line
          if (step.step === 'run') {
            const { done, total } = step.progress
            output.progress(step.institute, () =>
              output.t('command.start.progress', {
                institute: step.institute,
                done: String(done),
                total: String(total),
              }),
            )
          }
        })
        output.settle()
        busy = false
      }
      const { signal } = context
      output.line(output.t('command.start.ready', { url: served.url }))
      showOwnerLink(output, served.ownerUrl)
      output.result({ ok: true, url: served.url, ownerUrl: served.ownerUrl, home: context.home })
      output.next([
        output.t('command.start.next-open', { url: served.url }),
        output.t('command.start.next-verify', { home: context.home }),
        output.t('command.start.next-guide'),
        output.t('command.serve.stop'),
      ])
      await untilStopped(signal)
    } finally {
      await served.close()
    }
  },
}

function stepLine({ t }: Context['output'], step: ExampleStep): string {
  switch (step.step) {
    case 'run':
      return t('command.start.run', { institute: step.institute })
    case 'recomputed':
      return t('command.start.recomputed', { institute: step.institute })
    default:
      return t(`command.start.${step.step}`)
  }
}
