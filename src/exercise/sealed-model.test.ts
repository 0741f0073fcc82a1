import { createHash } from 'node:crypto'
import { describe, expect, it } from 'vitest'
import { writeCanonical } from '../statement/index.ts'
import { parseProtocolFile } from './protocol-file.ts'
import { parsePassport, revealFault, sealInProtocol, sealModel } from './sealed-model.ts'
import { protocolTemplate } from './template.ts'

const sha256 = (bytes: Uint8Array): Uint8Array => createHash('sha256').update(bytes).digest()
const key = '5f'.repeat(32)
const passport = parsePassport('simulated: false\nname: Zebrafish 9\nsnapshot: 2026-05\n', 'model-a')
const text = protocolTemplate({ exercise: 'x', title: 'X', members: ['ardal', 'brona'] })

describe('a sealed model', () => {
  it('is the SHA-256 of key and passport, and another one with another key', () => {
    const sealed = sealModel(passport, key, sha256)
    const bytes = writeCanonical({ key, passport, v: 'concord-sealed-model-1' })
    expect(sealed).toBe(createHash('sha256').update(bytes).digest('hex'))
    expect(sealModel(passport, '60'.repeat(32), sha256)).not.toBe(sealed)
  })

  it('takes the place of the passport in protocol.yaml, and leaves the rest with its comments', () => {
    const sealed = sealModel(passport, key, sha256)
    const changed = sealInProtocol(text, 'model-a', sealed, false)
    const read = parseProtocolFile(changed)
    if (!read.ok) throw new Error(JSON.stringify(read.problems))
    expect(read.draft.system.models).toMatchObject([
      { alias: 'model-a', simulated: false, sealed, name: null },
    ])
    const comments = (one: string): string[] => one.split('\n').filter((line) => line.startsWith('#'))
    expect(comments(changed)).toEqual(comments(text))
    expect(() => sealInProtocol(text, 'model-z', sealed, false)).toThrow('no model model-z')
  })

  it('says nothing else in protocol.yaml', () => {
    const sealed = sealModel(passport, key, sha256)
    const changed = sealInProtocol(text, 'model-a', sealed, false).replace(
      `sealed: ${sealed}`,
      `sealed: ${sealed}\n      name: Zebrafish 9`,
    )
    const read = parseProtocolFile(changed)
    expect(read.ok ? [] : read.problems.map(({ field }) => field)).toEqual(['system.models.model-a'])
  })

  it.each([
    ['fits', {}, undefined],
    ['another alias', { alias: 'model-b' }, 'seals no model {0}'],
    ['another name', { passport: { ...passport, name: 'Zebrafish 10' } }, 'do not give the commitment'],
    ['another key', { key: '60'.repeat(32) }, 'do not give the commitment'],
    ['simulated', { passport: { ...passport, simulated: true } }, 'simulated where'],
  ])('is opened by what was sealed alone: %s', (_, change, want) => {
    const sealed = sealModel(passport, key, sha256)
    const models = [{ alias: 'model-a', passport: null, simulated: false, sealed }]
    const fault = revealFault(
      { alias: 'model-a', passport, key, ...change },
      { system: { models, safeguards: '' } },
      sha256,
    )
    if (want === undefined) expect(fault).toBeUndefined()
    else expect(fault?.pattern).toContain(want)
  })
})

describe('a passport that is to be sealed', () => {
  it.each([
    ['nothing to hold it against', 'simulated: false', 'needs a name or a snapshot'],
    ['an unknown field', 'simulated: false\nname: X\nnick: Y', 'nick'],
    ['no word on simulation', 'name: X', 'simulated'],
    ['no YAML', 'a: [', 'not YAML'],
  ])('is refused with %s', (_, yaml, said) => expect(() => parsePassport(yaml, 'model-a')).toThrow(said))

  it('takes what is known of it', () => {
    const yaml = `simulated: false
name: Zebrafish 9
accessLevels: { model: AL1, information: AL2, time: null }
served: { from: 2026-05-01, to: null }
knowledgeUntil: 2025-12-31
providerTools: [A filter for personal data]
capabilities: [Long texts]
limits: [Arithmetic beyond four digits]
risks: [Follows instructions inside documents]
`
    expect(parsePassport(yaml, 'model-a')).toMatchObject({
      alias: 'model-a',
      snapshot: null,
      accessLevels: { model: 'AL1', information: 'AL2', time: null },
      risks: ['Follows instructions inside documents'],
    })
  })
})
