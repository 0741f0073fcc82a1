/** The wordings of a translated item, from the first to the present one, as its line in an items file tells them. */
import { itemKey, refKey, resolveLetter } from '../../statement/index.ts'
import type { Item, Sha256, TranslationVersion } from '../../statement/index.ts'

/** Every wording of an item; one without a record of its own is its first, in use and of an unknown source. */
export function versionsOf(item: Item): TranslationVersion[] {
  const { input, target, translation } = item
  if (input === null) return []
  const wording = { input, target, ...optionalOf(item) }
  if (translation === undefined)
    return [{ version: 1, source: null, signedOff: true, written: null, takenIn: null, ...wording }]
  const { earlier, from: _, ...said } = translation
  return [...earlier, { ...said, ...wording }]
}

/** The item whose present wording is the last one, null where there is none; `versionsOf` gives all back. */
export function itemOf(
  versions: readonly TranslationVersion[],
  about: { id: string; split: Item['split']; origin: string | undefined; from: string },
  sha256: Sha256,
): Item | null {
  const present = versions.at(-1)
  if (present === undefined) return null
  const { input, target, choices, translator: _, reviewer: __, ...said } = present
  return {
    id: about.id,
    split: about.split,
    input,
    target,
    itemKey: itemKey({ question: input, choices }, sha256),
    refKey: refKey(
      target.map((entry) => resolveLetter(entry, choices ?? [])),
      sha256,
    ),
    ...(about.origin === undefined ? {} : { source: about.origin }),
    ...optionalOf(present),
    translation: { from: about.from, ...said, earlier: versions.slice(0, -1) },
  }
}

type Optional = Pick<Item, 'choices' | 'translator' | 'reviewer'>

/** What is absent must be absent, not undefined: an items blob holds canonical JSON. */
function optionalOf({ choices, translator, reviewer }: Optional): Optional {
  return {
    ...(choices === undefined ? {} : { choices }),
    ...(translator === undefined ? {} : { translator }),
    ...(reviewer === undefined ? {} : { reviewer }),
  }
}
