/** Licences that sets of items commonly have, by their names in the SPDX list, and what matters of them here. */

export type KnownLicence = {
  name: string
  /** Names the author wherever the work goes. */
  attribution: boolean
  /** No changed version may be passed on, and a translation is one. */
  noDerivatives: boolean
  /** Whoever has a copy may pass it on. */
  mayBeShared: boolean
}

const OPEN = { attribution: true, noDerivatives: false, mayBeShared: true }
const FREE = { attribution: false, noDerivatives: false, mayBeShared: true }
const CLOSED = { attribution: false, noDerivatives: false, mayBeShared: false }

/** Pattern of what people write → what it is; the first that fits decides. */
const LICENCES: readonly (readonly [RegExp, string, Omit<KnownLicence, 'name'>])[] = [
  [/^cc0(?:[ -]1\.0)?$|^public domain$/i, 'CC0-1.0', FREE],
  ...['BY-NC-ND', 'BY-NC-SA', 'BY-NC', 'BY-ND', 'BY-SA', 'BY'].flatMap((kind) =>
    ['4.0', '3.0', '2.0'].map((version): readonly [RegExp, string, Omit<KnownLicence, 'name'>] => [
      new RegExp(`^cc[ -]${kind.replaceAll('-', '[ -]')}[ -]${version.replace('.', '\\.')}$`, 'i'),
      `CC-${kind}-${version}`,
      { ...OPEN, noDerivatives: kind.endsWith('ND') },
    ]),
  ),
  [/^mit$/i, 'MIT', FREE],
  [/^apache(?:[ -](?:license )?(?:version )?2(?:\.0)?)?$/i, 'Apache-2.0', FREE],
  [/^bsd[ -]3[ -]clause$/i, 'BSD-3-Clause', FREE],
  [/^bsd[ -]2[ -]clause$/i, 'BSD-2-Clause', FREE],
  [/^odc[ -]by(?:[ -]1\.0)?$/i, 'ODC-By-1.0', OPEN],
  [/^odbl(?:[ -]1\.0)?$/i, 'ODbL-1.0', OPEN],
  [/^pddl(?:[ -]1\.0)?$/i, 'PDDL-1.0', FREE],
  [/^gpl[ -]3\.0(?:[ -](?:only|or-later))?$/i, 'GPL-3.0-only', FREE],
  [
    /^proprietary$|^all rights reserved$|^confidential$|^internal(?: use only)?$/i,
    'LicenseRef-Proprietary',
    CLOSED,
  ],
]

/** The licence that a text names, "license" and the like around it aside; null where it is not known here. */
export function findLicence(stated: string): KnownLicence | null {
  const plain = stated
    .trim()
    .replace(/^the\s+/i, '')
    .replace(/[\s,]+(?:international|unported)\b/i, '')
    .replace(/\s+licen[cs]e$/i, '')
    .trim()
  const found = LICENCES.find(
    ([pattern, name]) => pattern.test(plain) || name.toLowerCase() === plain.toLowerCase(),
  )
  return found === undefined ? null : { name: found[1], ...found[2] }
}

/** True where the text is a name of the SPDX list, or a reference made as SPDX has it. */
export function isLicenceName(stated: string): boolean {
  return (
    /^LicenseRef-[\w.-]+$/.test(stated) || LICENCES.some(([, name]) => name === stated) || SHAPE.test(stated)
  )
}

/** Names of the list end with a version or are single words in capitals: the list has hundreds more than the above. */
const SHAPE = /^(?:[A-Z][A-Za-z]*(?:-[A-Za-z]+)*-\d+(?:\.\d+)*(?:-(?:only|or-later))?|[A-Z\d]{3,})$/
