import { list, text } from './command.ts'
import type { CommandSpec } from './command.ts'
import { progressOn } from './progress.ts'

export const verifyCommand: CommandSpec = {
  words: 'verify <target>',
  about: 'command.verify',
  options: [
    { flags: '--charter <id>', about: 'command.option.charter' },
    { flags: '--bundle <file>', about: 'command.option.bundle', many: true },
  ],
  async action({ output, options, home, passphrase }, [target = '']) {
    const { openHomeIfThere, systemWorld, verify } = await import('../node/index.ts')
    const world = systemWorld(passphrase, progressOn(output))
    const opened = await openHomeIfThere(home, world)
    try {
      const result = await verify(opened ?? null, world, target, {
        charter: text(options, 'charter'),
        bundles: list(options, 'bundle'),
      })
      const { t } = output
      output.line(
        result.ok ? t('command.verified') : t('command.not-verified', { count: result.findings.length }),
      )
      const findings = result.findings.map(output.said)
      const warnings = result.warnings.map(output.said)
      for (const finding of findings) output.line(`  ${finding}`)
      output.line(
        t('command.verify.checked', {
          statements: result.checked.statements,
          runs: result.checked.runs,
          analyses: result.checked.analyses,
        }),
      )
      if (result.unchecked.length > 0)
        output.line(t('command.verify.unchecked', { what: result.unchecked.join(', ') }))
      for (const warning of warnings) output.line(warning)
      const notes = result.notes.map(output.said)
      for (const note of notes) output.line(note)
      output.result({
        ...result,
        findings,
        warnings,
        notes,
        verdict: result.ok ? 'verified; signed, not logged' : 'not verified',
      })
      output.next([t(result.ok ? 'command.verify.next-cite' : 'command.verify.next')])
      if (!result.ok) process.exitCode = 3
    } finally {
      await opened?.store.close()
    }
  },
}
