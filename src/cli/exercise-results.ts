import path from 'node:path'
import { ConcordError } from '../error.ts'
import { text } from './command.ts'
import type { CommandSpec } from './command.ts'
import { showBundles, withHome } from './home.ts'

const exercise: CommandSpec[] = [
  {
    words: 'submit <exercise>',
    about: 'command.exercise.submit',
    async action(context, [id = '']) {
      const { submit } = await import('../node/index.ts')
      await withHome(context, async (home) => {
        const { submitted, bundles } = await submit(home, id)
        const { output } = context
        for (const one of submitted)
          output.line(output.t('command.exercise.submit.done', { run: one.run, id: one.id }))
        if (submitted.length === 0) output.line(output.t('command.exercise.submit.again'))
        showBundles(output, bundles)
        output.result({ ok: true, submitted, bundles })
        output.next([output.t('command.next-send'), output.t('command.next-status', { exercise: id })])
      })
    },
  },
  {
    words: 'attach <exercise> <table>',
    about: 'command.exercise.attach',
    async action(context, [id = '', table = '']) {
      const { attach } = await import('../node/index.ts')
      await withHome(context, async (home) => {
        const { attached, unknownColumns, bundles } = await attach(home, id, table)
        const { output } = context
        for (const { model, attempts, limitHits, id: run } of attached) {
          output.line(
            output.t('command.exercise.attach.done', {
              model,
              attempts: String(attempts),
              limits: String(limitHits),
              id: run,
            }),
          )
        }
        if (unknownColumns.length > 0)
          output.line(output.t('command.exercise.attach.unknown', { columns: unknownColumns.join(', ') }))
        showBundles(output, bundles)
        output.result({ ok: true, attached, unknownColumns, bundles })
        output.next([output.t('command.next-analyse', { exercise: id })])
      })
    },
  },
  {
    words: 'analyse <exercise>',
    about: 'command.exercise.analyse',
    async action(context, [id = '']) {
      const { analyseExercise } = await import('../node/index.ts')
      await withHome(context, async (home) => {
        const { id: analysis, missing, bundles } = await analyseExercise(home, id)
        const { output } = context
        output.line(output.t('command.exercise.analyse.done', { id: analysis }))
        if (missing.length > 0)
          output.line(output.t('command.exercise.analyse.missing', { missing: missing.join(', ') }))
        showBundles(output, bundles)
        output.result({ ok: true, id: analysis, missing, bundles })
        output.next([
          ...(bundles.length > 0 ? [output.t('command.next-send')] : []),
          output.t('command.next-report', { exercise: id }),
        ])
      })
    },
  },
  {
    words: 'report <exercise>',
    about: 'command.exercise.report',
    options: [
      { flags: '--format <format>', about: 'command.option.format', fallback: 'html' },
      { flags: '--out <file>', about: 'command.option.out' },
    ],
    async action(context, [id = '']) {
      const { checkForReport, openAs, ownerOf, reportInput, writeWhole } = await import('../node/index.ts')
      const { buildHeadline, buildReport, renderHtml, renderJson } = await import('../report/index.ts')
      const { output, options } = context
      const format = text(options, 'format')
      if (format !== 'html' && format !== 'json')
        throw new ConcordError('usage', `--format is html or json, not ${format ?? ''}.`)
      await withHome(context, async (home) => {
        const { evidence, state, chain } = await openAs(home, ownerOf(home), id)
        const input = reportInput(evidence, state, chain, await checkForReport(evidence))
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
  },
  {
    words: 'evidence <exercise>',
    about: 'command.exercise.evidence',
    options: [
      { flags: '--for <member>', about: 'command.option.for' },
      { flags: '--out <file>', about: 'command.option.out' },
    ],
    async action(context, [id = '']) {
      const { exportEvidence } = await import('../node/index.ts')
      const { output, options } = context
      await withHome(context, async (home) => {
        const file = text(options, 'out') ?? path.join(context.home, 'outbox', `evidence-${id}.concord`)
        const written = await exportEvidence(home, id, file, text(options, 'for') ?? null)
        output.line(output.t('command.exercise.evidence.done', { file, count: written.statements }))
        output.result({ ok: true, ...written })
        output.next([output.t('command.next-verify', { target: file })])
      })
    },
  },
]

const analysis: CommandSpec[] = [
  {
    words: 'cosign <exercise>',
    about: 'command.analysis.cosign',
    async action(context, [id = '']) {
      const { cosign } = await import('../node/index.ts')
      await withHome(context, async (home) => {
        const { id: signed, signers, of, unchecked, bundles } = await cosign(home, id)
        const { output } = context
        output.line(output.t('command.recomputed', { count: signers.length, of }))
        if (unchecked.length > 0)
          output.line(output.t('command.verify.unchecked', { what: unchecked.join(', ') }))
        showBundles(output, bundles)
        output.result({ ok: true, id: signed, signers, of, unchecked, bundles })
        output.next([output.t('command.next-send'), output.t('command.next-report', { exercise: id })])
      })
    },
  },
]

export const resultCommands = { exercise, analysis }
