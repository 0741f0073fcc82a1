import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { ANONYMOUS, decide, labelAsSigned, type Principal, reaches, type Roster } from '../access/index.ts'
import { TLP_LABELS } from '../statement/index.ts'
import { blob, envelopeOf, NOW, originOf, sharing, statement } from './statement.fixture.ts'
import type { LocalRun, Reader, StatementInput, Store } from './store.ts'

/** A place for a store that several may have open at once, and that is gone after `remove`. */
export type StorePlace = { open(): Promise<Store>; remove(): Promise<void> }

const CHARTER: Roster[] = [
  {
    version: 1,
    expires: '2027-01-01T00:00:00Z',
    members: ['a', 'b', 'c'].map((id) => ({ id, origin: originOf(id), status: 'active' })),
    groups: [],
  },
]

const OWNER_A: Principal = { kind: 'owner', origin: originOf('a') }
const OWNER_C: Principal = { kind: 'owner', origin: originOf('c') }
const MEMBER_B: Principal = { kind: 'member', origin: originOf('b') }
const PRINCIPALS: Principal[] = [ANONYMOUS, MEMBER_B, OWNER_C, OWNER_A]

const RUN: LocalRun = {
  id: 'r1',
  exercise: 'maths',
  protocol: 'sha256:00',
  lab: 'a',
  model: 'm',
  pilot: true,
  status: 'running',
  folder: 'runs/r1',
  created: NOW,
  submitted: null,
}

/** What every store must do, whatever it is built on. */
export function describeStore(name: string, makePlace: () => Promise<StorePlace>): void {
  describe(`${name}: the contract of a store`, () => {
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

    function readAs(principal: Principal): Reader {
      return store.reader(principal, { now: NOW, charterOf: () => CHARTER })
    }
    async function put(...statements: StatementInput[]) {
      return (await store.writer().putStatements(statements)).map(({ result }) => result)
    }

    describe('statements', () => {
      it('gives back what was put, links and blobs in order, also after a restart', async () => {
        const one = statement('one', {
          kind: 'protocol',
          kindVersion: 2,
          exercise: null,
          charter: 7,
          keyids: ['k2', 'k1'],
          links: [
            { rel: 'uses', id: `sha256:${'2'.repeat(64)}` },
            { rel: 'answers', id: `sha256:${'1'.repeat(64)}` },
          ],
          blobs: [blob('z.txt', 'zed'), blob('a.txt', 'ay')],
        })
        expect(await put(one)).toEqual(['new'])
        await store.close()
        store = await place.open()
        const { sharing: label, links, blobs, signers, ...same } = one
        const { charter } = one
        const stored = await readAs(ANONYMOUS).getStatement(one.id)
        expect(stored).toEqual({
          ...same,
          sharing: label,
          label: labelAsSigned(label, charter),
          level: 'body',
          links: [links[1], links[0]],
          signers: [signers[1], signers[0]],
          blobs: [blobs[1], blobs[0]].map((listed) => ({
            name: listed?.name,
            sha256: listed?.sha256,
            size: listed?.size,
            mediaType: 'text/plain',
            sharing: null,
            label: null,
            held: true,
          })),
        })
        const bytes = await readAs(ANONYMOUS).getBlobOf(one.id, blob('a.txt', 'ay').sha256)
        expect(new TextDecoder().decode(bytes)).toBe('ay')
      })

      it('takes the same statement again as known', async () => {
        const one = statement('one', { blobs: [blob('a', 'a')] })
        expect(await put(one)).toEqual(['new'])
        const before = await readAs(OWNER_A).getStatement(one.id)
        expect(await put(one, one)).toEqual(['known', 'known'])
        expect(await readAs(OWNER_A).getStatement(one.id)).toEqual(before)
      })

      it('merges signatures, in whatever order and spelling they come', async () => {
        const payload = new TextEncoder().encode('one')
        await put(statement('one', { keyids: ['k2'] }))
        expect(await put(statement('one', { keyids: ['k1'] }))).toEqual(['merged'])
        expect(await put(statement('one', { keyids: ['k2', 'k1'] }))).toEqual(['known'])
        expect(await put(statement('one', { keyids: ['k3', 'k1'] }))).toEqual(['merged'])
        const { id } = statement('one')
        const stored = await readAs(ANONYMOUS).getStatement(id)
        expect(stored?.envelope).toEqual(envelopeOf(payload, ['k1', 'k2', 'k3']))
        expect(stored?.signers.map(({ keyid }) => keyid)).toEqual(['k1', 'k2', 'k3'])
      })

      it('merges copies of one statement that come in one call', async () => {
        const results = await put(
          statement('one', { keyids: ['k1'] }),
          statement('two'),
          statement('one', { keyids: ['k2'] }),
        )
        expect(results).toEqual(['new', 'new', 'new'])
        const stored = await readAs(ANONYMOUS).getStatement(statement('one').id)
        expect(stored?.signers.map(({ keyid }) => keyid)).toEqual(['k1', 'k2'])
      })

      it('takes a body and a blob that come later', async () => {
        const late = blob('late', 'late')
        await put(statement('one', { body: null, blobs: [{ ...late, content: null }] }))
        const { id } = statement('one')
        expect(await readAs(ANONYMOUS).getBlobOf(id, late.sha256)).toBeUndefined()
        expect((await readAs(ANONYMOUS).getStatement(id))?.body).toBeNull()
        expect(await put(statement('one', { blobs: [late] }))).toEqual(['merged'])
        expect((await readAs(ANONYMOUS).getStatement(id))?.body).toEqual(statement('one').body)
        expect(await readAs(ANONYMOUS).getBlobOf(id, late.sha256)).toEqual(late.content)
        expect(await put(statement('one', { body: null, blobs: [{ ...late, content: null }] }))).toEqual([
          'known',
        ])
      })

      it('asks for the bytes of a blob only when their turn comes', async () => {
        const lazy = blob('lazy', 'later')
        await put(statement('one', { blobs: [{ ...lazy, content: async () => lazy.content }] }))
        expect(await readAs(ANONYMOUS).getBlobOf(statement('one').id, lazy.sha256)).toEqual(lazy.content)
      })

      it('takes in all or nothing', async () => {
        const wrong = { ...blob('b', 'right'), content: new TextEncoder().encode('wrong') }
        await expect(put(statement('one'), statement('two', { blobs: [wrong] }))).rejects.toMatchObject({
          code: 'bad-input',
          message: expect.stringContaining('"b" do not match their digest'),
        })
        expect(await readAs(OWNER_A).listStatements()).toEqual([])
      })

      it('takes in many at once, in the same way', async () => {
        const many = Array.from({ length: 1500 }, (_, index) =>
          statement(`many ${index}`, { links: [{ rel: 'protocol', id: statement('p').id }] }),
        )
        const results = await put(...many)
        expect(new Set(results)).toEqual(new Set(['new']))
        expect(new Set(await put(...many))).toEqual(new Set(['known']))
        expect(await readAs(ANONYMOUS).countStatements()).toEqual({ run: 1500 })
        const listed = await readAs(ANONYMOUS).listStatements({ link: { id: statement('p').id } })
        expect(listed.map(({ id }) => id)).toEqual(many.map(({ id }) => id).sort())
      })

      it('lists by created, then id, and filters', async () => {
        const p = statement('p', { kind: 'protocol', created: '2026-05-03T00:00:00Z' })
        const r1 = statement('r1', {
          created: '2026-05-01T00:00:00Z',
          links: [{ rel: 'protocol', id: p.id }],
        })
        const r2 = statement('r2', { created: '2026-05-01T00:00:00Z', links: [{ rel: 'uses', id: p.id }] })
        const other = statement('o', {
          created: '2026-05-02T00:00:00Z',
          exercise: 'law',
          issuer: originOf('b'),
        })
        const none = statement('n', { created: '2026-05-04T00:00:00Z', exercise: null, kind: 'charter' })
        await put(none, other, p, r2, r1)
        const reader = readAs(ANONYMOUS)
        const idsOf = async (filter: Parameters<Reader['listStatements']>[0]) =>
          (await reader.listStatements(filter)).map(({ id }) => id)
        const runs = [r1.id, r2.id].sort()
        expect(await idsOf({})).toEqual([...runs, other.id, p.id, none.id])
        expect(await idsOf({ kind: 'protocol' })).toEqual([p.id])
        expect(await idsOf({ exercise: 'maths', kind: 'run' })).toEqual(runs)
        expect(await idsOf({ issuer: originOf('b') })).toEqual([other.id])
        expect(await idsOf({ link: { id: p.id } })).toEqual(runs)
        expect(await idsOf({ link: { id: p.id, rel: 'uses' } })).toEqual([r2.id])
        expect(await reader.countStatements()).toEqual({ charter: 1, protocol: 1, run: 3 })
        expect(Object.keys(await reader.countStatements())).toEqual(['charter', 'protocol', 'run'])
        expect(await reader.countStatements({ exercise: 'law' })).toEqual({ run: 1 })
        expect(await reader.listExercises()).toEqual([
          { exercise: 'law', statements: 1, first: other.created, last: other.created },
          { exercise: 'maths', statements: 3, first: r1.created, last: p.created },
        ])
      })

      it('two that have it open write at once and read each other', async () => {
        const second = await place.open()
        try {
          const both = Array.from({ length: 20 }, (_, index) => [
            store.writer().putStatements([statement(`first ${index}`)]),
            second.writer().putStatements([statement(`second ${index}`)]),
            second.writer().putStatements([statement('shared', { keyids: [`k${index % 3}`] })]),
          ])
          await Promise.all(both.flat())
          expect(await readAs(ANONYMOUS).countStatements()).toEqual({ run: 41 })
          const shared = await readAs(ANONYMOUS).getStatement(statement('shared').id)
          expect(shared?.signers).toHaveLength(3)
        } finally {
          await second.close()
        }
      })
    })

    describe('readers', () => {
      it('every read gives what decide() gives, and no more', async () => {
        const all = TLP_LABELS.flatMap((tlp) =>
          [[], ['b']].map((audience) => {
            const label = sharing(tlp, tlp.startsWith('AMBER') ? audience : [])
            const text = `${tlp} ${audience.join()}`
            return statement(text, {
              sharing: label,
              exercise: `x-${tlp}`.toLowerCase(),
              blobs: [blob('b', text)],
            })
          }),
        )
        await put(...all)
        for (const principal of PRINCIPALS) {
          const reader = readAs(principal)
          const seen = all.filter((one) =>
            reaches(
              decide({ ...one.sharing, issuer: one.issuer, charter: 1 }, principal, NOW, CHARTER),
              'header',
            ),
          )
          const listed = await reader.listStatements()
          expect(listed.map(({ id }) => id).sort()).toEqual(seen.map(({ id }) => id).sort())
          expect(await reader.countStatements()).toEqual({ run: seen.length })
          expect((await reader.listExercises()).map(({ exercise }) => exercise)).toEqual(
            [...new Set(seen.map(({ exercise }) => exercise ?? ''))].sort(),
          )
          for (const one of all) {
            const level = decide({ ...one.sharing, issuer: one.issuer, charter: 1 }, principal, NOW, CHARTER)
            const got = await reader.getStatement(one.id)
            const sha256 = one.blobs[0]?.sha256 ?? ''
            const bytes = await reader.getBlobOf(one.id, sha256)
            expect(got?.level).toBe(reaches(level, 'header') ? level : undefined)
            expect(got?.envelope).toEqual(reaches(level, 'header') ? one.envelope : undefined)
            expect(got?.body ?? null).toEqual(level === 'body' ? one.body : null)
            expect(got?.blobs.length ?? 0).toBe(level === 'body' ? 1 : 0)
            expect(bytes !== undefined).toBe(level === 'body')
            expect(await reader.verifyBlobOf(one.id, sha256)).toBe(level === 'body' ? 'whole' : undefined)
          }
        }
      })

      it('asks for the charters of the issuer of each statement', async () => {
        await put(
          statement('ours', { issuer: originOf('a'), sharing: sharing('GREEN') }),
          statement('theirs', { issuer: originOf('z'), sharing: sharing('GREEN') }),
        )
        const reader = store.reader(MEMBER_B, {
          now: NOW,
          charterOf: (issuer) => (issuer === originOf('a') ? CHARTER : []),
        })
        expect((await reader.listStatements()).map(({ id }) => id)).toEqual([statement('ours').id])
      })

      it('a digest is not a capability', async () => {
        const secret = blob('annex', 'the secret')
        const closed = statement('closed', { sharing: sharing('AMBER', ['c']), blobs: [secret] })
        const claiming = statement('claiming', {
          issuer: originOf('b'),
          blobs: [{ ...secret, content: null }],
        })
        const silent = statement('silent')
        await put(closed, claiming, silent)
        for (const principal of [ANONYMOUS, MEMBER_B]) {
          for (const { id } of [closed, claiming, silent]) {
            expect(await readAs(principal).getBlobOf(id, secret.sha256)).toBeUndefined()
            expect(await readAs(principal).verifyBlobOf(id, secret.sha256)).toBeUndefined()
          }
        }
        expect(await readAs(OWNER_C).getBlobOf(closed.id, secret.sha256)).toEqual(secret.content)
      })

      it('a blob may be closed more narrowly than its statement', async () => {
        const annex = { ...blob('annex', 'annex'), sharing: sharing('AMBER', ['c']) }
        const open = blob('open', 'open')
        const one = statement('one', { sharing: sharing('GREEN'), blobs: [annex, open] })
        await put(one)
        expect(await readAs(MEMBER_B).getBlobOf(one.id, open.sha256)).toEqual(open.content)
        expect(await readAs(MEMBER_B).getBlobOf(one.id, annex.sha256)).toBeUndefined()
        expect(await readAs(OWNER_C).getBlobOf(one.id, annex.sha256)).toEqual(annex.content)
      })

      it('what is not here is undefined', async () => {
        const reader = readAs(OWNER_A)
        expect(await reader.getStatement(statement('nowhere').id)).toBeUndefined()
        expect(await reader.getStatement("' or 1 = 1 --")).toBeUndefined()
        expect(await reader.getBlobOf('nowhere', '../../concord.db')).toBeUndefined()
        expect(await reader.getLocalRun('nowhere')).toBeUndefined()
        expect(await reader.getNote('nowhere')).toBeUndefined()
        expect(await reader.listStatements()).toEqual([])
        expect(await reader.countStatements()).toEqual({})
        expect(await reader.listExercises()).toEqual([])
      })
    })

    describe('the folder’s own state', () => {
      it('keeps an audit trail that only grows, for the owner alone', async () => {
        const note = { at: NOW, who: 'anna', what: 'released', about: 'x', detail: { to: ['b'] } }
        const entries = await Promise.all(
          ['anna', 'ben', null].map((who) => store.writer().appendAudit({ ...note, who })),
        )
        expect(entries.map(({ n }) => n).sort()).toEqual([1, 2, 3])
        const listed = await readAs(OWNER_A).listAudit()
        expect(listed.map(({ who }) => who)).toEqual(
          entries.toSorted((a, b) => a.n - b.n).map(({ who }) => who),
        )
        expect(listed.map(({ previous }) => previous).slice(1)).toEqual(
          listed.map(({ hash }) => hash).slice(0, -1),
        )
        for (const principal of [ANONYMOUS, MEMBER_B]) expect(await readAs(principal).listAudit()).toEqual([])
      })

      it('keeps quarantine, pins, runs and notes, for the owner alone', async () => {
        const writer = store.writer()
        const bad = {
          bytes: new Uint8Array([1, 2]),
          reason: 'bad-signature',
          receivedAt: NOW,
          source: 'x.concord',
          statement: null,
        }
        await writer.putQuarantine(bad)
        await writer.putPin({ charterId: 'sha256:c', pinnedAt: NOW })
        await writer.putLocalRun(RUN)
        await writer.putNote('delivery/b', 'sent')
        const owner = readAs(OWNER_A)
        const { bytes, ...about } = bad
        const [first] = await owner.listQuarantine()
        expect(first).toEqual({ id: expect.any(Number), ...about, size: 2 })
        expect(await owner.getQuarantined(first?.id ?? 0)).toEqual(bytes)
        expect(await owner.getQuarantined(99)).toBeUndefined()
        expect(await owner.listPins()).toEqual([{ charterId: 'sha256:c', pinnedAt: NOW }])
        expect(await owner.getLocalRun('r1')).toEqual(RUN)
        expect(await owner.listLocalRuns()).toEqual([RUN])
        expect(await owner.getNote('delivery/b')).toBe('sent')
        for (const principal of [ANONYMOUS, MEMBER_B]) {
          const reader = readAs(principal)
          expect(await reader.listQuarantine()).toEqual([])
          expect(await reader.getQuarantined(first?.id ?? 0)).toBeUndefined()
          expect(await reader.listPins()).toEqual([])
          expect(await reader.getLocalRun('r1')).toBeUndefined()
          expect(await reader.listLocalRuns()).toEqual([])
          expect(await reader.getNote('delivery/b')).toBeUndefined()
          expect(await reader.listNotes('')).toEqual([])
        }
      })

      it('keeps the same refused bytes once per reason and source', async () => {
        const bad = {
          bytes: new Uint8Array([1]),
          reason: 'schema',
          receivedAt: NOW,
          source: 's',
          statement: null,
        }
        for (const entry of [
          bad,
          { ...bad, receivedAt: '2026-07-01T00:00:00Z' },
          { ...bad, reason: 'not-jcs' },
        ]) {
          await store.writer().putQuarantine(entry)
        }
        const kept = await readAs(OWNER_A).listQuarantine()
        expect(kept.map(({ reason, receivedAt }) => [reason, receivedAt])).toEqual([
          ['schema', NOW],
          ['not-jcs', NOW],
        ])
      })

      it('takes out of quarantine what has been taken in since', async () => {
        const bad = {
          reason: 'charter-unknown',
          receivedAt: NOW,
          source: 's',
          statement: statement('one').id,
        }
        for (const byte of [1, 2])
          await store.writer().putQuarantine({ ...bad, bytes: new Uint8Array([byte]) })
        const [first] = await readAs(OWNER_A).listQuarantine()
        await store.writer().removeQuarantined(first?.id ?? 0)
        const left = await readAs(OWNER_A).listQuarantine()
        expect(left).toEqual([{ ...bad, id: expect.any(Number), size: 1 }])
        expect(await readAs(OWNER_A).getQuarantined(left[0]?.id ?? 0)).toEqual(new Uint8Array([2]))
      })

      it('keeps the first date of a pin', async () => {
        await store.writer().putPin({ charterId: 'x', pinnedAt: NOW })
        await store.writer().putPin({ charterId: 'x', pinnedAt: '2026-07-01T00:00:00Z' })
        expect(await readAs(OWNER_A).listPins()).toEqual([{ charterId: 'x', pinnedAt: NOW }])
      })

      it('updates a run, refuses a second of the same id and one that is not here', async () => {
        const writer = store.writer()
        await writer.putLocalRun(RUN)
        await writer.putLocalRun({ ...RUN, id: 'r0', exercise: 'law', pilot: false })
        await expect(writer.putLocalRun(RUN)).rejects.toMatchObject({ code: 'conflict' })
        await expect(writer.updateLocalRun('r9', {})).rejects.toMatchObject({ code: 'not-found' })
        await writer.updateLocalRun('r1', {})
        expect(await readAs(OWNER_A).getLocalRun('r1')).toEqual(RUN)
        await writer.updateLocalRun('r1', { status: 'finished' })
        await writer.updateLocalRun('r1', { submitted: 'sha256:s' })
        const changed = { ...RUN, status: 'finished', submitted: 'sha256:s' }
        expect((await readAs(OWNER_A).listLocalRuns()).map(({ id }) => id)).toEqual(['r0', 'r1'])
        expect(await readAs(OWNER_A).listLocalRuns({ exercise: 'maths' })).toEqual([changed])
      })

      it('overwrites notes and lists them by prefix, taken literally', async () => {
        for (const [key, value] of [
          ['a/1', 'x'],
          ['a/%', 'y'],
          ['a/2', 'z'],
          ['b/1', 'w'],
          ['a/1', 'new'],
        ] as const) {
          await store.writer().putNote(key, value)
        }
        expect(await readAs(OWNER_A).listNotes('a/')).toEqual([
          { key: 'a/%', value: 'y' },
          { key: 'a/1', value: 'new' },
          { key: 'a/2', value: 'z' },
        ])
        expect(await readAs(OWNER_A).listNotes('a/%')).toEqual([{ key: 'a/%', value: 'y' }])
      })
    })
  })
}
