import * as fc from 'fast-check'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { ANONYMOUS, labelAsSigned, type Principal, type Roster } from '../access/index.ts'
import { Sharing, SharingAmendment, writeCanonical } from '../statement/index.ts'
import { blob, NOW, originOf, sharing, statement } from './statement.fixture.ts'
import type { StorePlace } from './store-contract.ts'
import type { Reader, StatementInput, Store } from './store.ts'

const CHARTER: Roster[] = [
  {
    version: 1,
    expires: '2027-01-01T00:00:00Z',
    members: ['a', 'b', 'c'].map((id) => ({ id, origin: originOf(id), status: 'active' })),
    groups: [],
  },
]
const OWNER: Principal = { kind: 'owner', origin: originOf('a') }
const MEMBER_B: Principal = { kind: 'member', origin: originOf('b') }
const MEMBER_C: Principal = { kind: 'member', origin: originOf('c') }
const READERS = [ANONYMOUS, MEMBER_B, MEMBER_C, OWNER]
const UNTIL = '2026-09-01T00:00:00Z'
const APPROVED = { by: 'second-person', at: NOW }
const AMBER = sharing('AMBER', ['b'])

/** An amendment of the label of a statement, by its issuer unless said otherwise. */
function amendment(
  on: StatementInput,
  number: number,
  to: Sharing,
  more: Partial<SharingAmendment> = {},
  change: Partial<StatementInput> = {},
): StatementInput {
  const body = SharingAmendment.parse({
    type: 'sharing',
    exercise: on.exercise,
    on: on.id,
    number,
    sharing: to,
    blobs: [],
    why: 'Agreed.',
    approval: APPROVED,
    ...more,
  })
  return statement(JSON.stringify([body, change]), {
    kind: 'amendment',
    issuer: on.issuer,
    links: [{ rel: 'amends', id: on.id }],
    body: writeCanonical(body),
    ...change,
  })
}

/** What every store does with labels, and their amendments. */
export function describeLabels(name: string, makePlace: () => Promise<StorePlace>): void {
  describe(`${name}: labels in effect`, () => {
    let place: StorePlace
    let store: Store

    beforeEach(async () => {
      place = await makePlace()
      store = await place.open()
    })
    afterEach(async () => {
      await store.close()
      await place.remove()
    })

    const readAs = (principal: Principal, now = NOW): Reader =>
      store.reader(principal, { now, charterOf: () => CHARTER })
    const put = (...statements: StatementInput[]) => store.writer().putStatements(statements)
    const sees = async (principal: Principal, { id }: StatementInput, now = NOW): Promise<boolean> => {
      const reader = readAs(principal, now)
      const found = (await reader.getStatement(id)) !== undefined
      expect((await reader.listStatements()).some((one) => one.id === id)).toBe(found)
      return found
    }

    it('an amendment opens and closes a statement everywhere, whether it comes before, with or after it', async () => {
      const orders = [
        async (one: StatementInput, changed: StatementInput) => {
          await put(one)
          expect(await sees(MEMBER_C, one)).toBe(false)
          await put(changed)
        },
        async (one: StatementInput, changed: StatementInput) => {
          await put(changed)
          await put(one)
        },
        async (one: StatementInput, changed: StatementInput) => {
          await put(changed, one)
        },
      ]
      for (const [index, arrive] of orders.entries()) {
        const one = statement(`one ${index}`, {
          sharing: AMBER,
          exercise: `x${index}`,
          kind: `k${index}`,
          blobs: [blob('b', `bytes ${index}`)],
        })
        const opened = amendment(one, 1, sharing('GREEN'))
        await arrive(one, opened)
        const reader = readAs(MEMBER_C)
        expect(await sees(MEMBER_C, one)).toBe(true)
        expect((await reader.countStatements({ exercise: `x${index}` }))[`k${index}`]).toBe(1)
        expect((await reader.listExercises()).map(({ exercise }) => exercise)).toContain(`x${index}`)
        expect(await reader.getBlobOf(one.id, one.blobs[0]?.sha256 ?? '')).toBeDefined()
        const stored = await reader.getStatement(one.id)
        expect(stored?.label).toEqual(labelAsSigned(sharing('GREEN'), 1))
        expect(stored?.sharing).toEqual(AMBER)
        await put(amendment(one, 2, AMBER, { approval: null }))
        expect(await sees(MEMBER_C, one)).toBe(false)
        expect(await reader.getBlobOf(one.id, one.blobs[0]?.sha256 ?? '')).toBeUndefined()
        expect(await sees(MEMBER_B, one)).toBe(true)
      }
    })

    it('is survived by its label after a restart', async () => {
      const one = statement('one', { sharing: AMBER })
      await put(one, amendment(one, 1, sharing('CLEAR')))
      await store.close()
      store = await place.open()
      expect(await sees(ANONYMOUS, one)).toBe(true)
    })

    const idle: [string, (on: StatementInput) => StatementInput][] = [
      ['of another issuer', (on) => amendment(on, 1, sharing('CLEAR'), {}, { issuer: originOf('b') })],
      ['without an approval', (on) => amendment(on, 1, sharing('CLEAR'), { approval: null })],
      ['of a later version', (on) => amendment(on, 1, sharing('CLEAR'), {}, { kindVersion: 2 })],
      ['of another kind', (on) => amendment(on, 1, sharing('CLEAR'), {}, { kind: 'opinion' })],
      ['without its body', (on) => amendment(on, 1, sharing('CLEAR'), {}, { body: null })],
      [
        'that cannot be read',
        (on) => amendment(on, 1, sharing('CLEAR'), {}, { body: new Uint8Array([255]) }),
      ],
      ['that only mentions it', (on) => amendment(on, 1, sharing('CLEAR'), {}, { links: [] })],
      [
        'of another statement',
        (on) =>
          amendment(
            { ...on, id: statement('another').id },
            1,
            sharing('CLEAR'),
            {},
            {
              links: [{ rel: 'amends', id: on.id }],
            },
          ),
      ],
    ]
    it.each(idle)('an amendment %s changes nothing', async (_, change) => {
      const one = statement('one', { sharing: AMBER })
      await put(one, change(one))
      expect(await sees(ANONYMOUS, one)).toBe(false)
      expect((await readAs(MEMBER_B).getStatement(one.id))?.label).toEqual(labelAsSigned(AMBER, 1))
    })

    it('an amendment whose body comes later holds from then on', async () => {
      const one = statement('one', { sharing: AMBER })
      const change = amendment(one, 1, sharing('CLEAR'))
      await put(one, { ...change, body: null })
      expect(await sees(ANONYMOUS, one)).toBe(false)
      await put(change)
      expect(await sees(ANONYMOUS, one)).toBe(true)
    })

    it('nobody takes a charter away from the others', async () => {
      const charter = statement('charter', { kind: 'charter', exercise: null })
      await put(charter, amendment(charter, 1, sharing('AMBER', [])))
      expect(await sees(ANONYMOUS, charter)).toBe(true)
    })

    it('of what is under embargo only its kind, issuer and date are told, and only to whom it will be open', async () => {
      const held = (text: string, to: Sharing, more: Partial<StatementInput> = {}): StatementInput =>
        statement(text, { sharing: { ...to, embargoUntil: UNTIL }, blobs: [blob('b', text)], ...more })
      const clear = held('clear', sharing('CLEAR'))
      const green = [held('g1', sharing('GREEN')), held('g2', { ...sharing('GREEN'), licence: 'CC0-1.0' })]
      const amber = held('amber', AMBER, { kind: 'dataset' })
      await put(clear, ...green, amber)
      const told = async (who: Principal, now = NOW) =>
        (await readAs(who, now).listHeldBack()).map(({ issuer, kind, embargoUntil, statements }) => {
          expect([issuer, embargoUntil]).toEqual([originOf('a'), UNTIL])
          return `${statements} ${kind}`
        })
      expect(await told(ANONYMOUS)).toEqual(['1 run'])
      expect(await told(MEMBER_C)).toEqual(['3 run'])
      expect(await told(MEMBER_B)).toEqual(['1 dataset', '3 run'])
      expect(await told(OWNER)).toEqual([])
      for (const who of [ANONYMOUS, MEMBER_B, MEMBER_C]) {
        expect(await readAs(who).countStatements()).toEqual({})
        expect(await readAs(who).listExercises()).toEqual([])
        for (const one of [clear, ...green, amber]) expect(await sees(who, one, UNTIL)).toBe(false)
      }
      // The date alone opens nothing, nor does the amendment before the date.
      expect(await told(ANONYMOUS, UNTIL)).toEqual(['1 run'])
      const lifted = amendment(clear, 1, sharing('CLEAR'), { approval: null })
      await put(lifted)
      expect(await told(ANONYMOUS)).toEqual(['1 run'])
      expect(await sees(ANONYMOUS, clear)).toBe(false)
      expect(await sees(ANONYMOUS, clear, UNTIL)).toBe(true)
      expect(await told(ANONYMOUS, UNTIL)).toEqual([])
    })

    it('a blob has the label of its own in effect, and tells nobody else whether it is here', async () => {
      const annex = { ...blob('annex', 'annex'), sharing: AMBER }
      const plain = blob('plain', 'plain')
      const one = statement('one', { sharing: sharing('GREEN'), blobs: [annex, plain] })
      await put(one)
      const held = async (who: Principal) =>
        Object.fromEntries(
          ((await readAs(who).getStatement(one.id))?.blobs ?? []).map((its) => [its.name, its.held]),
        )
      const bytes = async (who: Principal) =>
        await Promise.all(
          [annex, plain].map(
            async ({ sha256 }) => (await readAs(who).getBlobOf(one.id, sha256)) !== undefined,
          ),
        )
      expect(await held(MEMBER_B)).toEqual({ annex: true, plain: true })
      expect(await held(MEMBER_C)).toEqual({ annex: false, plain: true })
      expect(await bytes(MEMBER_C)).toEqual([false, true])
      const swapped = [
        { name: 'annex', sharing: null },
        { name: 'plain', sharing: AMBER },
      ]
      await put(amendment(one, 1, sharing('GREEN'), { blobs: swapped }))
      expect(await held(MEMBER_C)).toEqual({ annex: true, plain: false })
      expect(await bytes(MEMBER_C)).toEqual([true, false])
      expect(await bytes(MEMBER_B)).toEqual([true, true])
    })

    it('the order in which amendments arrive does not matter', async () => {
      const labels = [
        sharing('CLEAR'),
        sharing('GREEN'),
        AMBER,
        sharing('AMBER+STRICT', ['c']),
        sharing('RED'),
      ]
      let run = 0
      await fc.assert(
        fc.asyncProperty(
          fc.array(fc.record({ to: fc.constantFrom(...labels), approved: fc.boolean() }), { maxLength: 4 }),
          fc.infiniteStream(fc.nat()),
          async (changes, chance) => {
            run += 1
            const levelsOf = async (one: StatementInput) =>
              await Promise.all(
                READERS.map(async (who) => (await readAs(who).getStatement(one.id))?.level ?? 'none'),
              )
            const at = async (order: 'given' | 'shuffled'): Promise<(string | undefined)[]> => {
              const one = statement(`${run} ${order}`, { sharing: AMBER })
              const all = [
                one,
                ...changes.map(({ to, approved }, index) =>
                  amendment(one, index + 1, to, { approval: approved ? APPROVED : null }),
                ),
              ]
              if (order === 'given') await put(...all)
              else
                for (let left = all.length; left > 0; left -= 1) {
                  const [next] = all.splice((chance.next().value ?? 0) % left, 1)
                  if (next !== undefined) await put(next)
                }
              return await levelsOf(one)
            }
            expect(await at('shuffled')).toEqual(await at('given'))
          },
        ),
        { numRuns: 25 },
      )
    })
  })
}
