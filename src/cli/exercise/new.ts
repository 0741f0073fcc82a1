import { ConcordError, sentence } from '../../error.ts'
import { list, text } from '../command.ts'
import type { CommandSpec } from '../command.ts'

export const newCommand: CommandSpec = {
  words: 'new <dir>',
  about: 'command.exercise.new',
  options: [
    { flags: '--id <id>', about: 'command.option.exercise-id' },
    { flags: '--title <title>', about: 'command.option.title' },
    { flags: '--member <id>', about: 'command.option.member', many: true },
  ],
  async action({ output, options }, [dir = '']) {
    const { newExerciseFolder } = await import('../../node/index.ts')
    const id = text(options, 'id') ?? dir.replace(/\/+$/, '').split('/').at(-1) ?? ''
    if (!/^[a-z0-9]+(?:[-_.][a-z0-9]+)*$/.test(id)) {
      throw new ConcordError(
        'usage',
        sentence`An exercise id has lower-case letters, digits and single - _ . between them, not ${id}; give one with --id.`,
      )
    }
    const [first = 'institute-a', ...others] = list(options, 'member')
    const files = await newExerciseFolder(dir, {
      exercise: id,
      title: text(options, 'title') ?? id,
      members: [first, ...others],
    })
    output.line(output.t('command.exercise.new.done', { dir }))
    for (const file of files) output.line(`  ${file}`)
    output.result({ ok: true, exercise: id, files })
    output.next([
      output.t('command.exercise.new.next-edit', { dir }),
      output.t('command.next-check', { dir }),
    ])
  },
}
