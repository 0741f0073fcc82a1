import path from 'node:path'
import { ConcordError, sentence } from '../../error.ts'
import { text } from '../command.ts'
import type { CommandSpec } from '../command.ts'
import { withHome } from '../home.ts'

export const reportCommand: CommandSpec = {
  words: 'report <exercise>',
  about: 'command.exercise.report',
  options: [
    { flags: '--format <format>', about: 'command.option.format', fallback: 'html' },
    { flags: '--out <file>', about: 'command.option.out' },
  ],
  async action(context, [id = '']) {
    const { checkForReport, openAs, ownerOf, reportInput, saidIn, writeWhole } =
      await import('../../node/index.ts')
    const { buildHeadline, buildReport, renderHtml, renderJson } = await import('../../report/index.ts')
    const { output, options } = context
    const format = text(options, 'format')
    if (format !== 'html' && format !== 'json')
      throw new ConcordError('usage', sentence`--format is html or json, not ${format ?? ''}.`)
    await withHome(context, async (home) => {
      const { evidence, state, chain } = await openAs(home, ownerOf(home), id)
      const checked = await checkForReport(evidence, home.world.onProgress)
      const input = reportInput(evidence, state, chain, saidIn(output.locale, checked))
      const document = buildReport(input, output.locale)
      const file =
        text(options, 'out') ?? path.join(context.home, 'reports', `${id}.${output.locale}.${format}`)
      await writeWhole(
        file,
        new TextEncoder().encode(format === 'html' ? renderHtml(document) : renderJson(document)),
      )
      const headline = buildHeadline(input, output.locale)
      output.line(headline.join(' '))
      output.line(output.t('command.exercise.report.done', { file }))
      output.result({ ok: true, file, headline, verification: input.verification })
      output.next([output.t('command.next-verify', { target: file })])
    })
  },
}
