import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { describe, expect, it } from 'vitest'
import { z } from 'zod'
import { fieldsWithoutMeaning, MADE_BY, referencePages } from '../scripts/reference-pages.ts'
import { documentFiles, findDeadLinks, findWrongCommands, parseMarkdown } from './documents.ts'
import { commandsIn } from './shell-words.ts'

const root = path.resolve(import.meta.dirname, '..')
const read = (file: string): string => readFileSync(path.join(root, file), 'utf8')
const files = documentFiles(root)
const { scripts } = z
  .object({ scripts: z.record(z.string(), z.string()) })
  .parse(JSON.parse(read('package.json')))

describe('the reference', () => {
  const pages = referencePages()

  it.each([...pages])('%s says what the code says; `npm run docs` writes it', (name, text) => {
    expect(read(`docs/reference/${name}`)).toBe(text)
  })

  it('has no page of which the code knows nothing', () => {
    const claimed = files.filter((file) => file.startsWith('docs/reference/') && read(file).includes(MADE_BY))
    expect(claimed).toEqual([...pages.keys()].map((name) => `docs/reference/${name}`).sort())
  })

  it('says of every field what it means', () => {
    expect(fieldsWithoutMeaning()).toEqual([])
  })

  it('names every environment variable that the code reads', () => {
    const sources = readdirSync(path.join(root, 'src'), { recursive: true, encoding: 'utf8' })
      .filter((file) => file.endsWith('.ts') && !file.includes('.test.'))
      .map((file) => read(`src/${file}`))
    const names = sources.flatMap((text) =>
      [...text.matchAll(/\benv\['(\w+)'\]/g)].map(([, name]) => name ?? ''),
    )
    const { spans } = parseMarkdown(read('docs/reference/cli.md'))
    expect(names).toContain('CONCORD_HOME')
    expect([...new Set(names)].filter((name) => !spans.includes(name))).toEqual([])
  })
})

describe.each(files)('%s', (file) => {
  const text = read(file)

  it('links to what exists', () => {
    expect(findDeadLinks(root, file)).toEqual([])
  })

  it('names commands and options that exist', () => {
    expect(findWrongCommands(file, text)).toEqual([])
  })

  it('names npm scripts that exist, and no package of a stranger', () => {
    const named = [...text.matchAll(/\bnpm run ([\w:-]+)/g)].map(([, name]) => name ?? '')
    expect(named.filter((name) => scripts[name] === undefined)).toEqual([])
    expect(text).not.toMatch(/\bnpx\s+concord\b/)
  })
})

describe('what the command line advises', () => {
  it.each(['en', 'fr'])('names commands that exist (%s)', (language) => {
    const sentences = [
      ...read(`src/message/${language}/command.ts`).matchAll(/'(\.\/concord [^']*?)(?: {3}|')/g),
    ]
    expect(sentences.length).toBeGreaterThan(20)
    const advised = sentences.map(([, command = '']) => `\`${command}\``).join('\n')
    expect(findWrongCommands(language, advised)).toEqual([])
  })
})

describe('the test of the documents itself', () => {
  const wrongIn = (block: string): string[] => findWrongCommands('x.md', `\n\`\`\`bash\n${block}\n\`\`\`\n`)

  it('reads commands as a shell does', () => {
    expect(
      commandsIn(`for x in a b; do
  ./concord receive "out box"/*-to-$x.concord \\
    --home 'first exercise' > log.txt 2>&1 &   # later
done
id=$(./concord charter show --home a | grep x)
if ./concord verify r.html; then echo "./concord nothing"; fi`),
    ).toEqual([
      ['receive', 'out box/*-to-$x.concord', '--home', 'first exercise'],
      ['charter', 'show', '--home', 'a'],
      ['verify', 'r.html'],
    ])
  })

  it('finds a command, option and argument that do not exist, and one that is missing', () => {
    expect(wrongIn('./concord exercise check DIR --json\n./concord --help')).toEqual([])
    expect(wrongIn('./concord exercise chekc DIR')).toMatchObject([expect.stringContaining('chekc')])
    expect(wrongIn('./concord exercise check DIR --strict')).toMatchObject([
      expect.stringContaining('--strict'),
    ])
    expect(wrongIn('./concord exercise check A B')).toMatchObject([expect.stringContaining('too many')])
    expect(wrongIn('./concord exercise object BUNDLE TEXT')).toMatchObject([expect.stringContaining('--on')])
    expect(findWrongCommands('x.md', 'Use `./concord exercise object`.')).toEqual([])
    expect(findWrongCommands('x.md', 'Use `./concord exercise obejct`.')).toHaveLength(1)
  })

  it('finds links without a target, and those that lead out', () => {
    const scratch = mkdtempSync(path.join(tmpdir(), 'concord-docs-'))
    try {
      writeFileSync(path.join(scratch, 'b.md'), '# One heading\n')
      writeFileSync(
        path.join(scratch, 'a.md'),
        '[x](b.md#one-heading) [x](https://example.org/#no) `[x](code.md)` ![x](no.png)\n' +
          '[x](b.md#two) [x](#here) [x](../c.md) <img src="gone.png"> [x][1]\n\n[1]: d.md\n',
      )
      expect(findDeadLinks(scratch, 'a.md')).toEqual([
        'a.md: no.png does not exist',
        'a.md: b.md#two has no such heading',
        'a.md: #here has no such heading',
        'a.md: ../c.md leads out of the project',
        'a.md: d.md does not exist',
        'a.md: gone.png does not exist',
      ])
    } finally {
      rmSync(scratch, { recursive: true })
    }
  })

  it('knows the anchors of headings, and what stands in code', () => {
    const { anchors, blocks, spans } = parseMarkdown(
      '# The `a` & b_c\n## Again\n## Again\n```\n# not one\n```\n\n    indented\n\n`span`\n',
    )
    expect([...anchors]).toEqual(['the-a--b_c', 'again', 'again-1'])
    expect(blocks).toEqual(['# not one\n', '    indented\n'])
    expect(spans).toEqual(['a', 'span'])
  })
})
