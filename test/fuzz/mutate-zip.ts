/** Faults of a ZIP file: one of its parts is another text, gone, there twice, of another name, or claims another size. */
import { strFromU8, strToU8, unzipSync, zipSync } from 'fflate'
import { mutateBytes } from './mutate-bytes.ts'
import { mutateText } from './mutate-text.ts'
import type { Random } from './random.ts'

const XML: readonly string[] = [
  '<',
  '>',
  '/>',
  '</c>',
  '</row>',
  '<c>',
  '<v>',
  '<f>1</f>',
  '<!--',
  '-->',
  '<![CDATA[',
  ']]>',
  '<?',
  '<!DOCTYPE a [<!ENTITY b "c">]>',
  '&b;',
  '&#0;',
  '&#x110000;',
  '&amp',
  't="s"',
  't="b"',
  't="e"',
  't="d"',
  't="inlineStr"',
  'r="XFD1"',
  'r="A1048576"',
  'r="AAAA1"',
  'r="-1"',
  's="99999"',
  '<mergeCell ref="A1:XFD1048576"/>',
  '99999999999999999999',
  '-1',
  '_x000D_',
  '_xD800_',
  'worksheets/sheet9.xml',
  '/xl/workbook.xml',
  '../../x',
]

/** A maker of such faults in the parts of one file, which have such tokens; it is taken apart once. */
export function zipMutator(whole: Uint8Array, tokens = XML): (random: Random) => Uint8Array {
  const parts = Object.entries(unzipSync(whole)).map(([name, content]): [string, string] => [
    name,
    strFromU8(content),
  ])
  const stored = new Map(parts.map(([name, text]) => [name, strToU8(text)]))
  return (random) => {
    if (random.chance(0.15)) return mutateBytes(whole, random)
    const files = new Map(stored)
    const [name, text] = parts[random.below(parts.length)] ?? ['', '']
    const fault = random.below(25)
    if (fault === 0) files.delete(name)
    else if (fault === 1) files.set(`${name}${random.pick(['', '/', 'x', '\0'])}`, strToU8('<a/>'))
    else files.set(name, strToU8(mutateText(text, tokens, random)))
    const made = zipSync(Object.fromEntries(files), { level: 0, mtime: '1980-01-01T00:00:00' })
    return random.chance(0.1) ? mutateBytes(made, random) : made
  }
}
