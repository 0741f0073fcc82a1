/** What is wrong is said in the language asked for, whichever room says it; the code for programs stays. */
import { cp, mkdir, writeFile } from 'node:fs/promises'
import path from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { concordHere } from './fixture/command-line-here.ts'
import { finishExercise } from './fixture/finished-exercise.ts'
import type { FinishedExercise } from './fixture/finished-exercise.ts'
import { edit, EXERCISE } from './network/institutes.ts'

let all: FinishedExercise
let folder: string
let home: string
beforeAll(async () => {
  all = await finishExercise()
  folder = path.join(all.folder, 'french')
  await mkdir(folder)
  home = await all.copyOf('a')
})
afterAll(() => all[Symbol.asyncDispose]())

/** A copy of the exercise's folder whose protocol is another. */
async function drafted(name: string, change: Record<string, string>): Promise<string> {
  const copy = path.join(folder, name)
  await cp(all.exerciseFolder, copy, { recursive: true })
  await edit(path.join(copy, 'protocol.yaml'), change)
  return copy
}

/** An evaluation whose request has no place for the item. */
async function withoutQuestion(): Promise<string> {
  const file = path.join(folder, 'evaluation.yaml')
  await cp(path.join(all.exerciseFolder, 'evaluation.yaml'), file)
  await edit(file, { '\n  {{input}}': '\n  Well?' })
  return file
}

async function written(name: string, content: string): Promise<string> {
  const file = path.join(folder, name)
  await writeFile(file, content)
  return file
}

type Case = {
  args: () => Promise<string[]> | string[]
  code: string
  /** Of the English and the French sentence. */
  says: readonly [string, string]
}

/** By the room whose sentence it is. */
const CASES: Record<string, Case> = {
  cli: {
    args: () => ['charter', 'found', '--threshold', 'many', '--home', home],
    code: 'usage',
    says: ['wants a whole number from 1', 'demande un entier de 1'],
  },
  node: {
    args: () => ['exercise', 'analyse', 'nowhere', '--home', home],
    code: 'not-found',
    says: ['There is no exercise nowhere here', 'Il n’y a pas d’exercice nowhere ici'],
  },
  'exercise, in a sentence of node': {
    args: async () => ['exercise', 'check', await drafted('without-part', { '\nquestion:': '\nquestions:' })],
    code: 'check-failed',
    says: [
      'the part "question" is missing: what is asked',
      'la partie «\u00A0question\u00A0» manque\u00A0: ce qui est demandé',
    ],
  },
  'statement, in sentences of exercise and node': {
    args: async () => [
      'exercise',
      'check',
      await drafted('mistyped', { 'temperature: 0.7': 'temperature: warm' }),
    ],
    code: 'check-failed',
    says: ['a number is wanted, not a string', 'il faut un nombre, et non un texte'],
  },
  interchange: {
    args: async () => [
      'exercise',
      'attach',
      EXERCISE,
      await written('table.csv', 'item,attempt,model,value\n,1,m,1\n'),
      '--home',
      home,
    ],
    code: 'bad-input',
    says: [
      'it is empty; every verdict names its item.',
      'c’est vide\u202F; chaque verdict doit nommer son item.',
    ],
  },
  trust: {
    args: async () => ['receive', await written('cut.concord', 'no bundle'), '--home', home],
    code: 'bad-input',
    says: ['its beginning is not in ustar form', 'son début n’est pas au format ustar'],
  },
  evaluation: {
    args: async () => [
      'run',
      'start',
      await withoutQuestion(),
      '--items',
      await written('items.csv', 'id,input,target\na,What?,x\n'),
      '--model',
      'm',
      '--base-url',
      'http://127.0.0.1:9/v1',
      '--home',
      folder,
    ],
    code: 'usage',
    says: ['the template does not contain {{input}}', 'le modèle de requête ne contient pas {{input}}'],
  },
  report: {
    args: async () => ['verify', await written('report.html', '<p>no report</p>'), '--home', home],
    code: '',
    says: ['it holds no report data', 'il ne contient pas de données de rapport'],
  },
  store: {
    args: async () => {
      const file = await written('taken', '')
      return ['init', '--name', 'A', '--origin', 'a.example/log/1', '--home', path.join(file, 'home')]
    },
    code: 'bad-input',
    says: ['Cannot make an institute in', 'Impossible de créer un institut dans'],
  },
}

describe('what is wrong', () => {
  it.each(Object.entries(CASES))('in a sentence of %s', async (_, { args, code, says }) => {
    const words = await args()
    for (const [at, lang] of (['en', 'fr'] as const).entries()) {
      const ended = await concordHere([...words, '--lang', lang, '--json'])
      const answer: unknown = JSON.parse(ended.stdout.trimEnd().split('\n').at(-1) ?? '')
      if (code !== '') {
        expect(answer).toMatchObject({
          ok: false,
          error: { code, message: expect.stringContaining(says[at] ?? '') },
        })
      } else {
        expect(answer).toMatchObject({ ok: false, findings: [expect.stringContaining(says[at] ?? '')] })
      }
    }
  })
})
