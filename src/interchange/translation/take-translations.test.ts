import { createHash } from 'node:crypto'
import { describe, expect, it } from 'vitest'
import { inEnglish, sentence } from '../../error.ts'
import { Item } from '../../statement/index.ts'
import { formatItemsBlob, parseItemsBlob } from '../items-blob.ts'
import { lostVersions, type TakenTranslations } from './take-translations.ts'
import { LATER, NOTHING, translationTools } from './translation.fixture.ts'

const { SOURCE, sourceItem, filled, take } = translationTools(
  (bytes) => new Uint8Array(createHash('sha256').update(bytes).digest()),
)

const SIGNED = { translator: 'Ann', reviewer: 'Bo', signedOff: 'yes' }
const ids = (items: readonly Item[]): string[] => items.map(({ id }) => id)
const faults = ({ faults: all }: TakenTranslations): string[] =>
  all.map(({ id, kept, problem }) => `${id} ${kept}: ${inEnglish(problem)}`)
const QUESTION = { translation: 'Quelle est la longueur de {river} ?' }
const CHOICE = { translation: 'Lequel est le plus long ?', choices: 'le Nil\nla Seine' }

describe('translations that come back', () => {
  it('are released once they are signed off, drafts before; the rest is still to be translated', () => {
    const taken = take(
      filled(NOTHING, { q1: { ...QUESTION, ...SIGNED }, q2: { ...CHOICE, translator: 'Ann' } }),
    )
    expect([ids(taken.released), ids(taken.drafts), taken.untranslated]).toEqual([['q1'], ['q2'], ['q3']])
    expect(faults(taken)).toEqual([])
    expect(taken.released[0]).toMatchObject({
      id: 'q1',
      input: QUESTION.translation,
      target: ['1'],
      source: 'An atlas',
      translator: 'Ann',
      reviewer: 'Bo',
      translation: { from: 'en', version: 1, signedOff: true, source: SOURCE.items[0]?.itemKey, earlier: [] },
    })
    expect(taken.drafts[0]).toMatchObject({ choices: ['le Nil', 'la Seine'], target: ['A'] })
    for (const item of [...taken.released, ...taken.drafts]) expect(Item.parse(item)).toEqual(item)
  })

  it('become a new version where the text changes; what is in use stays until the new one is signed off', async () => {
    const first = take(filled(NOTHING, { q1: { ...QUESTION, ...SIGNED } }))
    const second = take(
      filled(first, {
        q1: { translation: 'Quelle longueur a {river} ?', signedOff: '', adaptation: 'Shorter.' },
      }),
      first,
      SOURCE.items,
      LATER,
    )
    expect(second.released).toEqual(first.released)
    expect(second.drafts[0]?.translation).toMatchObject({
      version: 2,
      signedOff: false,
      takenIn: LATER,
      adaptation: 'Shorter.',
      earlier: [{ version: 1, input: QUESTION.translation, reviewer: 'Bo', signedOff: true }],
    })
    const third = take(filled(second, { q1: { signedOff: 'oui' } }), second)
    expect(third.drafts).toEqual([])
    expect(third.released[0]).toMatchObject({
      input: 'Quelle longueur a {river} ?',
      translation: { version: 2, signedOff: true, earlier: [{ version: 1 }] },
    })
    const blob = formatItemsBlob(third.released)
    expect(await parseItemsBlob([blob], 'items.jsonl')).toEqual(third.released)
  })

  it('are the same version where only more is said of them', () => {
    const first = take(filled(NOTHING, { q1: { ...QUESTION, translator: 'Ann' } }))
    const second = take(filled(first, { q1: { reviewer: 'Bo', signedOff: 'x' } }), first)
    expect(second.released[0]?.translation).toMatchObject({ version: 1, signedOff: true, earlier: [] })
    const back = take(filled(second, { q1: { signedOff: 'no' } }), second)
    expect([ids(back.released), ids(back.drafts)]).toEqual([[], ['q1']])
  })

  it('taken in twice change nothing the second time', () => {
    const read = filled(NOTHING, { q1: { ...QUESTION, ...SIGNED }, q2: { ...CHOICE, translator: 'Ann' } })
    const once = take(read)
    const twice = take(read, once, SOURCE.items, LATER)
    expect([twice.released, twice.drafts, twice.added]).toEqual([once.released, once.drafts, []])
  })

  it('begin with what was there in plain files, which stays in use where nobody touched it', () => {
    const plain = { released: [sourceItem('q1', 'Longueur de {river} ?', { translator: 'Old' })], drafts: [] }
    expect(take(filled(plain, {}), plain).released[0]).toMatchObject({
      input: 'Longueur de {river} ?',
      translation: { version: 1, source: null, takenIn: null, signedOff: true },
    })
    const next = take(filled(plain, { q1: { ...QUESTION, ...SIGNED } }), plain)
    expect(next.released[0]?.translation).toMatchObject({
      version: 2,
      earlier: [{ version: 1, input: 'Longueur de {river} ?', translator: 'Old', takenIn: null }],
    })
  })

  it('of a source that was changed since are drafts, and told', () => {
    const read = filled(NOTHING, { q1: { ...QUESTION, ...SIGNED } })
    const [, ...rest] = SOURCE.items
    const changed = [sourceItem('q1', 'How long is the {river}?'), ...rest, sourceItem('q9', 'New?')]
    const taken = take(read, NOTHING, changed)
    expect([ids(taken.released), ids(taken.drafts), taken.outdated, taken.notAsked]).toEqual([
      [],
      ['q1'],
      ['q1'],
      ['q9'],
    ])
    const again = take(
      filled(taken, { q1: { signedOff: 'yes' } }, { ...SOURCE, items: changed }),
      taken,
      changed,
    )
    expect(again.released[0]?.translation).toMatchObject({ version: 2, source: changed[0]?.itemKey })
    expect(again.outdated).toEqual([])
  })

  it('keep the wording of the file where it was changed too, and say so', () => {
    const first = take(filled(NOTHING, { q1: { ...QUESTION, ...SIGNED } }))
    const mine = filled(first, { q1: { translation: 'La mienne : {river} ?' } }, SOURCE, LATER)
    const theirs = take(filled(first, { q1: { translation: 'La leur : {river} ?' } }), first)
    const taken = take(mine, theirs)
    expect(taken.released).toEqual(theirs.released)
    expect(faults(taken)).toEqual([
      'q1 nothing: the items file has another wording since the spreadsheet was written; the one of the file stays',
    ])
  })

  it('of the same spreadsheet go on from what was taken in of it before', () => {
    const first = take(filled(NOTHING, { q1: { ...QUESTION, ...SIGNED } }))
    const more = filled(NOTHING, { q1: { ...QUESTION, ...SIGNED, translation: 'Mieux : {river} ?' } })
    const second = take(more, first)
    expect([faults(second), second.replaced]).toEqual([[], ['q1']])
    expect(second.released[0]).toMatchObject({
      input: 'Mieux : {river} ?',
      translation: { version: 2, earlier: [{ version: 1, input: QUESTION.translation }] },
    })
    const other = filled(NOTHING, { q1: { ...QUESTION, translation: 'Autre : {river} ?' } }, SOURCE, LATER)
    expect(take(other, first).faults).toHaveLength(1)
  })

  it('leave other items of the files where they are, and name them', () => {
    const other = { released: [sourceItem('old', 'Une ancienne question ?')], drafts: [] }
    const taken = take(filled(NOTHING, { q1: { ...QUESTION, ...SIGNED } }), other)
    expect([ids(taken.released), taken.others]).toEqual([['q1', 'old'], ['old']])
  })

  it.each<[string, Parameters<typeof filled>[1], string]>([
    [
      'a source edited in its row',
      { q1: { ...QUESTION, source: 'How wide?' } },
      'q1 nothing: the source in this row',
    ],
    ['an answer of the source edited', { q1: { sourceAnswers: '2' } }, 'q1 nothing: the source in this row'],
    [
      'a sign-off without translation',
      { q1: { signedOff: 'yes' } },
      'q1 nothing: it is signed off, and there is no',
    ],
    [
      'a sign-off nobody can read',
      { q1: { ...QUESTION, signedOff: '?' } },
      'q1 draft: whether it is signed off',
    ],
    [
      'no reviewer',
      { q1: { ...QUESTION, ...SIGNED, reviewer: ' ' } },
      'q1 draft: it is signed off, and no reviewer',
    ],
    [
      'no translator',
      { q1: { ...QUESTION, ...SIGNED, translator: '' } },
      'q1 draft: it is signed off, and no transl',
    ],
    [
      'a choice lost',
      { q2: { ...CHOICE, ...SIGNED, choices: 'le Nil' } },
      'q2 draft: it has not as many choices as its source (1 for 2)',
    ],
    ['an endless name', { q1: { ...QUESTION, translator: 'A'.repeat(501) } }, 'q1 nothing: translator'],
    ['an id of nothing', { q1: { ...QUESTION, id: 'q7' } }, 'q7 nothing: no item of the source has this id'],
    ['an id taken out', { q1: { ...QUESTION, id: '' } }, ' nothing: the id is gone'],
    ['an id twice', { q1: { ...QUESTION, id: 'q2' } }, 'q2 nothing: it stands in several rows'],
  ])('with %s are refused or kept as drafts', (_, cells, want) => {
    const taken = take(filled(NOTHING, cells))
    expect(faults(taken).some((line) => line.startsWith(want))).toBe(true)
    expect(taken.released).toEqual([])
  })

  it('with a cell that is no text are refused with its sentence, and a row that is gone leaves what was there', () => {
    const first = take(filled(NOTHING, { q1: { ...QUESTION, ...SIGNED } }))
    const read = filled(first, { q1: { translation: 'Autre' } })
    const broken = { ...read, rows: read.rows.map((row) => ({ ...row, faults: [sentence`a formula`] })) }
    expect(take(broken, first).released).toEqual(first.released)
    const gone = take({ ...read, rows: [] }, first)
    expect(gone.released).toEqual(first.released)
    expect(faults(gone)[0]).toBe('q1 nothing: its row is gone; what was there before stays')
  })

  it('tell who signed off their own, and miss no version that the files have lost', () => {
    const taken = take(filled(NOTHING, { q1: { ...QUESTION, ...SIGNED, reviewer: 'Ann' } }))
    expect(taken.selfReviewed).toEqual(['q1'])
    expect(lostVersions(filled(taken, {}), NOTHING)).toEqual(['q1'])
    expect(lostVersions(filled(taken, {}), taken)).toEqual([])
  })
})
