import path from 'node:path'
import { ConcordError, sentence } from '../error.ts'
import { formatCount } from '../message/index.ts'
import { needed, text } from './command.ts'
import type { CommandSpec } from './command.ts'
import { withHome } from './home.ts'
import { show } from './import.ts'

/** A run is named as `run resume` names it: by its id, or by its folder where it belongs to no exercise. */
export const exportCommand: CommandSpec = {
  words: 'export <run>',
  about: 'interchange.export',
  options: [
    { flags: '--to <tool>', about: 'interchange.option.to', required: true },
    { flags: '--out <file>', about: 'interchange.option.out' },
  ],
  async action(context, [run = '']) {
    const { exportToInspect, LOG_FILE, runFolder } = await import('../node/index.ts')
    const { options, output } = context
    const tool = needed(options, 'to', '--to')
    if (tool !== 'inspect')
      throw new ConcordError('usage', sentence`--to wants inspect, not ${tool}; no other log is written yet.`)
    const folder = /[/\\]/.test(run) ? run : await withHome(context, (home) => runFolder(home, run))
    const file = text(options, 'out') ?? path.join(folder, LOG_FILE)
    const written = await exportToInspect(folder, file)
    const { counts, samples } = written.check
    const attempts = samples.planned ?? samples.present
    output.line(output.t('interchange.export.written', { file }))
    show(output, file, written)
    if (counts.scored < attempts) {
      output.line(
        output.t('interchange.export.scored-only', {
          scored: formatCount(output.locale, counts.scored),
          attempts: formatCount(output.locale, attempts),
        }),
      )
    }
    output.result({ ok: true, file, ...written.about, ...written.check, notes: [] })
    output.next([`./concord import ${file}`])
  },
}
