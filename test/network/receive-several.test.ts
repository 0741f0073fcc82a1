/** Several bundles at once: one that is refused keeps none of the others back, and leaves nothing. */
import { writeFile } from 'node:fs/promises'
import path from 'node:path'
import { expect, it } from 'vitest'
import { propose, status } from '../../src/node/index.ts'
import { charterRecords } from '../../src/node/networks.ts'
import { concordHere } from '../fixture/command-line-here.ts'
import { EXERCISE, exerciseFolder, foundNetwork, makeInstitutes, outboxFile } from './institutes.ts'

it('the good ones are taken in, the others named one by one at the end', async () => {
  await using all = await makeInstitutes(['a', 'b'])
  await using others = await makeInstitutes(['c', 'b'])
  await foundNetwork(all)
  const strange = await foundNetwork(others)
  await propose(all.home('a'), await exerciseFolder(all, ['a', 'b']))
  const b = all.home('b')
  const charters = await charterRecords(b)
  const damaged = path.join(all.folder, 'damaged.concord')
  await writeFile(damaged, 'no bundle')
  const files = [
    outboxFile(others.home('c'), 'charter-1', others.home('b')),
    damaged,
    path.join(all.folder, 'absent.concord'),
    outboxFile(all.home('a'), `protocol-${EXERCISE}`, b),
  ]

  const ended = await concordHere(['receive', ...files, '--home', path.join(all.folder, 'lab-b')])
  expect(ended.status).toBe(2)
  expect(ended.stderr).toContain('3 of 4 bundles are refused')
  const lines = ended.stdout.trimEnd().split('\n')
  const [unpinned, ...rest] = lines.slice(-3)
  expect(unpinned).toContain(`belongs to the network of charter ${strange}, which is not pinned here`)
  expect(unpinned).toContain('first compare that id')
  expect(unpinned).not.toContain(`--charter ${strange}`)
  expect(rest).toEqual([
    expect.stringContaining('damaged.concord'),
    expect.stringContaining('absent.concord'),
  ])

  expect((await status(b, EXERCISE)).state.status).toBe('proposed')
  expect(await charterRecords(b)).toEqual(charters)

  const inJson = await concordHere(['receive', ...files, '--json', '--home', path.join(all.folder, 'lab-b')])
  expect(JSON.parse(inJson.stdout.split('\n')[0] ?? '')).toMatchObject({
    ok: false,
    received: [{ known: expect.any(Number) }],
    refusedBundles: [
      { file: files[0], code: 'not-verified' },
      { file: files[1], code: 'bad-input' },
      { file: files[2], code: 'not-found' },
    ],
  })

  const none = await concordHere(['receive', ...files.slice(1, 3), '--home', path.join(all.folder, 'lab-b')])
  expect(none.stderr).toContain(
    'All 2 bundles are refused, for the reasons above, and nothing of them is kept.',
  )
})
