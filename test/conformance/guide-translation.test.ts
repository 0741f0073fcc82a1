/** docs/guides/translating-a-set.md, walked: its bash blocks as they stand there, and what each of them says. */
import { spawnSync } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync, symlinkSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterAll, describe, expect, it } from 'vitest'

const root = path.resolve(import.meta.dirname, '../..')
const guide = readFileSync(path.join(root, 'docs/guides/translating-a-set.md'), 'utf8')
const blocks = [...guide.matchAll(/^```(\w+)\n(.*?)^```$/gms)].map(([, kind = '', text = '']) => ({
  kind,
  text,
}))
const told = blocks.flatMap(({ kind, text }, at) =>
  kind === 'bash' ? [{ script: text, after: blocks[at + 1] ?? { kind: '', text: '' } }] : [],
)

const scratch = mkdtempSync(path.join(tmpdir(), 'concord-guide-translation-'))
for (const name of ['concord', 'src', 'examples', 'node_modules'])
  symlinkSync(path.join(root, name), path.join(scratch, name))
afterAll(() => rmSync(scratch, { recursive: true, force: true }))

describe('the guide to translating', () => {
  it('has a block for each step, and says what it gives', () => {
    expect(told.map(({ after }) => after.kind)).toEqual(['text', 'text', 'text', 'json', 'text', 'text'])
  })

  it.each(told)('$script says what stands below it', ({ script, after }) => {
    const ran = spawnSync('bash', ['-euo', 'pipefail', '-c', script], {
      cwd: scratch,
      encoding: 'utf8',
      env: { ...process.env, LANG: 'C', LC_ALL: 'C' },
    })
    // Progress, where the machine is slow.
    expect(ran.stderr).not.toContain('Error')
    expect(ran.status).toBe(0)
    if (after.kind === 'text') expect(ran.stdout).toContain(after.text)
    else {
      const lines = JSON.stringify(JSON.parse(ran.stdout), null, 2)
      expect(lines.replaceAll(/("takenIn": )"[^"]*"/g, '$1"…"')).toBe(after.text.trim())
    }
  })
})
