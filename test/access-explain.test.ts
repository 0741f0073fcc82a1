/** `concord access explain`: who may see a statement and why, in words and for programs. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Home } from '../src/node/index.ts'
import { signDraft } from '../src/node/publish.ts'
import type { Draft } from '../src/node/publish.ts'
import type { Sharing, SharingAmendment } from '../src/statement/index.ts'
import { concordHere } from './fixture/command-line-here.ts'
import { foundNetwork, makeInstitutes } from './network/institutes.ts'
import type { Institutes } from './network/institutes.ts'

const CLEAR: Sharing = {
  tlp: 'CLEAR',
  audience: [],
  recipients: [],
  embargoUntil: null,
  early: [],
  licence: null,
}
const GREEN: Sharing = { ...CLEAR, tlp: 'GREEN' }
const AMBER: Sharing = { ...CLEAR, tlp: 'AMBER', audience: ['lab-b'] }
const AT = '2026-10-02'

let all: Institutes
let a: Home
const ids: Record<string, string> = {}

beforeAll(async () => {
  all = await makeInstitutes(['a', 'b', 'c'])
  await foundNetwork(all)
  a = all.home('a')
  const on = `sha256:${'1'.repeat(64)}`
  const issue = async (name: string, draft: Partial<Draft>): Promise<void> => {
    const signed = await signDraft(a, {
      kind: 'opinion',
      exercise: null,
      sharing: CLEAR,
      links: [],
      body: { type: 'remark', exercise: null, on, field: null, text: name },
      blobs: [],
      ...draft,
    })
    await a.store.writer().putStatements([signed])
    ids[name] = signed.id
  }
  const amend = async (name: string, of: string, body: Partial<SharingAmendment>): Promise<void> =>
    await issue(name, {
      kind: 'amendment',
      links: [{ rel: 'amends', id: ids[of] ?? '' }],
      body: {
        type: 'sharing',
        exercise: null,
        on: ids[of] ?? '',
        number: 1,
        sharing: CLEAR,
        blobs: [],
        why: 'Agreed.',
        approval: null,
        ...body,
      },
    })
  const content = new TextEncoder().encode('bytes')
  await issue('amber', { sharing: AMBER })
  await issue('green', {
    sharing: GREEN,
    blobs: [
      { name: 'open.txt', mediaType: 'text/plain', content },
      { name: 'annex.txt', mediaType: 'text/plain', content: new Uint8Array([1]), sharing: AMBER },
    ],
  })
  const sealed = new TextEncoder().encode('age-encryption.org/v1\n')
  await issue('red', { sharing: { ...CLEAR, tlp: 'RED', recipients: ['lab-b/7f3a'] }, body: sealed })
  await issue('held', { sharing: { ...CLEAR, embargoUntil: '2026-12-01T00:00:00Z' } })
  await issue('lifted', { sharing: { ...CLEAR, embargoUntil: '2026-12-01T00:00:00Z' } })
  await amend('lift', 'lifted', {})
  await issue('narrowed', { sharing: GREEN })
  await amend('narrow', 'narrowed', { sharing: AMBER })
  await issue('widened', { sharing: AMBER })
  await amend('wish', 'widened', { sharing: CLEAR })
  await amend('widen', 'widened', {
    number: 2,
    sharing: GREEN,
    approval: { by: 'second-person', at: '2026-10-01T08:00:00Z' },
  })
})
afterAll(() => all?.[Symbol.asyncDispose]())

async function explain(name: string, as: string, ...more: string[]) {
  const at = more.includes('--at') ? [] : ['--at', AT]
  return await concordHere([
    'access',
    'explain',
    ids[name] ?? name,
    '--as',
    as,
    '--home',
    a.folder,
    ...at,
    ...more,
  ])
}

describe('concord access explain', () => {
  const cases: [string, string, string[], RegExp[]][] = [
    [
      'amber',
      'lab-c',
      [],
      [
        /^lab-c, 2 October 2026, 00:00 UTC: sees nothing of it, and cannot tell that it is there\.$/m,
        /^Relation B: another active member; active in the charter \(version 1\), and not in the audience of the label\.$/m,
        /^Row B of the table “open”: CLEAR body, GREEN body, AMBER nothing, AMBER\+STRICT nothing, RED nothing\.$/m,
        /^Label in effect: TLP:AMBER; for lab-b$/m,
        /^It brings no files\.$/m,
      ],
    ],
    ['amber', 'lab-b', [], [/: may read it\.$/m, /^Relation E: a member that the label names;/m]],
    ['amber', 'client:lab-b', [], [/: may read it\.$/m, /^Relation D: client/m]],
    ['amber', 'anonymous', [], [/^Everybody without a login, /m, /^Relation A: .*; nobody is logged in\.$/m]],
    ['amber', 'lab-a', [], [/: may read it\.$/m, /^Relation H: the issuer itself; it is the issuer\.$/m]],
    [
      'green',
      'lab-c',
      [],
      [/^open\.txt: may be read$/m, /^annex\.txt: may not be read – its own label: TLP:AMBER; for lab-b$/m],
    ],
    ['red', 'lab-b/7f3a', [], [/: may read it\.$/m, /^Relation G: /m, /for the persons lab-b\/7f3a$/m]],
    ['red', 'lab-b', [], [/: may read it\.$/m, /^Relation F: the node that holds it/m]],
    ['red', 'lab-b/other', [], [/: sees nothing of it/m, /^Relation B: /m]],
    ['red', 'lab-a', [], [/: sees its header: who issued it/m]],
    [
      'held',
      'anonymous',
      [],
      [
        /: may know that there is a statement of kind opinion by lab-a, held back until 1 December 2026, 00:00 UTC, and no more\.$/m,
        /^Row A of the table “embargoed”: CLEAR existence only, GREEN nothing, AMBER nothing, AMBER\+STRICT nothing\.$/m,
        /^Under embargo until 1 December 2026, 00:00 UTC\. A date alone opens nothing/m,
      ],
    ],
    ['held', 'anonymous', ['--at', '2027-01-01'], [/: may know that there is/m]],
    [
      'lifted',
      'anonymous',
      [],
      [/: may know/m, /so it opens at that date\.$/m, /^Amendment 1 \(.*\): ends the embargo\.$/m],
    ],
    [
      'lifted',
      'anonymous',
      ['--at', '2027-01-01T00:00:00Z'],
      [/: may read it\.$/m, /^Its embargo ended on 1 December 2026/m],
    ],
    [
      'narrowed',
      'lab-c',
      [],
      [
        /: sees nothing of it/m,
        /^As its issuer signed it: TLP:GREEN$/m,
        /^Amendment 1 \(sha256:[0-9a-f]{64}\): closed it further\.$/m,
        /^Its label was narrowed\. That holds from now on and recalls no copies/m,
      ],
    ],
    [
      'widened',
      'lab-c',
      [],
      [
        /: may read it\.$/m,
        /^Amendment 1 .*: does not hold: it would open it further, and nobody has approved that\.$/m,
        /^Amendment 2 .*: opened it further, approved by second-person\.$/m,
      ],
    ],
    [
      'green',
      'lab-c',
      ['--at', '2030-01-01'],
      [/: sees nothing/m, /the charter \(version 1\) expired on .*count as anonymous/m],
    ],
    [
      'amber',
      'lab-c',
      ['--lang', 'fr'],
      [/^lab-c, 2 octobre 2026, 00 h 00 UTC\s: n’en voit rien/m, /^Relation B\s: un autre membre actif;?/m],
    ],
  ]
  it.each(cases)('%s as %s %j', async (name, as, more, says) => {
    const { status, stdout, stderr } = await explain(name, as, ...more)
    expect({ status, stderr }).toEqual({ status: 0, stderr: '' })
    for (const line of says) expect(stdout).toMatch(line)
  })

  it('says the same to programs', async () => {
    const { status, stdout } = await explain('widened', 'lab-c', '--json')
    expect(status).toBe(0)
    expect(JSON.parse(stdout)).toMatchObject({
      ok: true,
      id: ids['widened'],
      as: 'lab-c',
      at: `${AT}T00:00:00Z`,
      level: 'body',
      relation: 'B',
      reason: 'not-named',
      table: 'open',
      signed: AMBER,
      label: { ...GREEN, charter: 1, lifted: false },
      charter: { version: 1 },
      amendments: [
        { id: ids['wish'], number: 1, effect: 'ignored-not-approved', approvedBy: null },
        { id: ids['widen'], number: 2, effect: 'widened', approvedBy: 'second-person' },
      ],
      blobs: [],
    })
  })

  it('says of what is not here that it is not here', async () => {
    const { status, stderr } = await explain(`sha256:${'0'.repeat(64)}`, 'anonymous')
    expect(status).toBe(2)
    expect(stderr).toMatch(/^Error: The statement sha256:0+ is not here;/)
  })

  it.each([
    [
      'nobody',
      '--as wants anonymous, a member of the network (lab-a, lab-b, lab-c), MEMBER/PERSON or client:MEMBER, not nobody.',
    ],
    ['lab-b/', 'not lab-b/.'],
    ['client:lab-b/x', 'not client:lab-b/x.'],
    ['', '--as is missing'],
  ])('refuses the reader "%s"', async (as, says) => {
    const { status, stderr } = await explain('amber', as)
    expect(status).toBe(2)
    expect(stderr).toContain(says)
  })

  it.each(['yesterday', '2026-02-31', '2026-10-02T00:00', '2026-10-02T00:00:00+02:00', '2026-13-01'])(
    'refuses the moment %s',
    async (at) => {
      const { status, stderr } = await explain('amber', 'lab-b', '--at', at)
      expect(status).toBe(2)
      expect(stderr).toContain(`not ${at}.`)
    },
  )
})
