import { beforeAll, describe, expect, it } from 'vitest'
import { CREATED, crypto, institute } from '../../test/fixture/network.ts'
import { fromHex } from '../statement/index.ts'
import { decryptBundle, encryptBundle, generateAgeIdentities } from './age.ts'
import { openRed, sealRed } from './red.ts'
import { sealStatement } from './seal-statement.ts'

const on = `sha256:${'1'.repeat(64)}`
const body = { type: 'remark', exercise: null, on, field: null, text: 'Only for you.' }
const annex = { name: 'annex.txt', mediaType: 'text/plain', content: new TextEncoder().encode('the annex') }
const effects = { sha256: crypto.sha256, random: (size: number) => new Uint8Array(size).fill(7) }

let recipient = ''
let identity = ''
beforeAll(async () => {
  const [pair] = await generateAgeIdentities()
  recipient = pair?.recipient ?? ''
  identity = pair?.identity ?? ''
})

describe('a RED statement', () => {
  it('is signed over age files, and opened by the named person', async () => {
    const red = await sealRed({ kind: 'opinion', body, blobs: [annex] }, [recipient], effects)
    const lab = institute('lab-a')
    const sealed = sealStatement(
      {
        kind: 'opinion',
        issuer: lab.origin,
        created: CREATED,
        charter: 1,
        sharing: {
          tlp: 'RED',
          audience: [],
          recipients: ['lab-b/7f3a'],
          embargoUntil: null,
          early: [],
          licence: null,
        },
        body: red.body,
        blobs: red.blobs,
      },
      lab.signer.statement,
      effects,
    )
    expect(sealed.statement.subject.map(({ name, mediaType }) => [name, mediaType])).toEqual([
      ['body.json.age', 'application/age'],
      ['1.age', 'application/age'],
    ])
    for (const bytes of [sealed.payload, red.body, ...red.blobs.map(({ content }) => content)])
      for (const secret of ['Only for you', 'annex']) expect(Buffer.from(bytes).includes(secret)).toBe(false)
    const blobs = red.blobs.map(({ content }) => content)
    const opened = await openRed({ kind: 'opinion', body: red.body, blobs }, [identity], crypto.sha256)
    expect(opened).toEqual({ body: { ...body, nonce: '07'.repeat(32) }, blobs: [annex] })
    expect(
      (await openRed({ kind: 'opinion', body: red.body, blobs: [null] }, [identity], crypto.sha256)).blobs,
    ).toEqual([null])
    await expect(openRed({ kind: 'opinion', body: red.body, blobs }, [], crypto.sha256)).rejects.toThrow(
      'somebody else',
    )
  })

  it('is refused with another blob in the place of one, and with one too few', async () => {
    const red = await sealRed({ kind: 'opinion', body, blobs: [annex] }, [recipient], effects)
    const other = await encryptBundle(fromHex('00') ?? new Uint8Array(), [recipient])
    for (const blobs of [[other], []])
      await expect(
        openRed({ kind: 'opinion', body: red.body, blobs }, [identity], crypto.sha256),
      ).rejects.toThrow('not what its body says')
  })

  it('is not made of a body that its kind does not take', async () => {
    await expect(
      sealRed({ kind: 'opinion', body: { text: 1 }, blobs: [] }, [recipient], effects),
    ).rejects.toThrow('no body of kind opinion')
    const other = await encryptBundle(new TextEncoder().encode('{"blobs":[],"body":{}}'), [recipient])
    await expect(
      openRed({ kind: 'opinion', body: other, blobs: [] }, [identity], crypto.sha256),
    ).rejects.toThrow('no body of kind opinion')
    expect(await decryptBundle(other, [identity])).toHaveLength(22)
  })
})
