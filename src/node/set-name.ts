/** What the name of an item file says: `leakage-fr.csv` is the set leakage in French. */
import path from 'node:path'

/**
 * A language tag at the end of a name, with script and region where they are written as such: `zh-Hant`, `pt-BR`. Three
 * letters may be a word, and count where another set has the same stem.
 */
const TAG = /^(.*?)(?:^|[-_./\\])((?:[a-z]{2,3}|[A-Z]{2})(?:-[A-Z][a-z]{3})?(?:-(?:[A-Z]{2}|\d{3}))?)$/

/** Names of the sets: those of their files, with the folder where two have one name. */
export function idsOf(files: readonly string[]): string[] {
  const names = files.map(nameOf)
  return files.map((file, at) => {
    const name = names[at] ?? file
    return names.indexOf(name) === names.lastIndexOf(name) ? name : file.replace(/\.[a-z]+$/i, '')
  })
}

/** The language a set is named for; `und` where its name says none. */
export function languageOf(id: string, ids: readonly string[]): string {
  const [, stem = '', tag] = TAG.exec(id) ?? []
  if (tag === undefined) return 'und'
  const hasOthers = ids.some((other) => other !== id && TAG.exec(other)?.[1] === stem)
  return /^[a-z]{3}$/.test(tag) && !hasOthers ? 'und' : tag
}

/**
 * The tag at the end of a file's name, null where there is none or only a word of three letters that is not `expected`,
 * and what the names of its translations begin with: `leakage-`.
 */
export function partsOf(file: string, expected?: string): { stem: string; tag: string | null } {
  const name = nameOf(file)
  const tag = TAG.exec(name)?.[2]
  if (tag === undefined || (/^[a-z]{3}$/.test(tag) && tag !== expected))
    return { stem: `${name}-`, tag: null }
  return { stem: name.slice(0, name.length - tag.length), tag }
}

function nameOf(file: string): string {
  return path.basename(file).replace(/\.[a-z]+$/i, '')
}
