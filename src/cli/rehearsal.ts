import { wholeNumber, text } from './command.ts'
import type { CommandSpec } from './command.ts'

export const rehearsalCommands: CommandSpec[] = [
  {
    words: 'model',
    about: 'command.rehearsal.model',
    options: [
      { flags: '--port <number>', about: 'command.option.port', fallback: '4681' },
      { flags: '--seed <number>', about: 'command.option.seed', fallback: '1' },
      { flags: '--exercise-dir <dir>', about: 'command.option.exercise-dir' },
    ],
    async action({ output, options, signal }) {
      const { answerKey, readExerciseFolder } = await import('../node/index.ts')
      const { startRehearsalModel } = await import('../evaluation/index.ts')
      const folder = text(options, 'exerciseDir')
      const items =
        folder === undefined
          ? await answerKey()
          : [...(await readExerciseFolder(folder)).datasets.values()].flatMap((dataset) =>
              dataset.items.flatMap(({ input, target }) => (input === null ? [] : [{ input, target }])),
            )
      const model = await startRehearsalModel({
        port: wholeNumber(text(options, 'port'), '--port', 0, 65_535) ?? 4681,
        seed: wholeNumber(text(options, 'seed'), '--seed', 0, 2 ** 31) ?? 1,
        items,
      })
      output.line(
        output.t('command.rehearsal.ready', { url: model.url, model: model.model, count: items.length }),
      )
      output.result({ ok: true, url: model.url, model: model.model, simulated: true })
      output.next([output.t('command.rehearsal.next', { url: model.url, model: model.model })])
      await new Promise<void>((resolve) => {
        if (signal.aborted) resolve()
        signal.addEventListener('abort', () => resolve(), { once: true })
      })
      await model.close()
    },
  },
]
