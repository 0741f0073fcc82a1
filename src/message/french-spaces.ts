const NARROW = '\u202F'
const FULL = '\u00A0'

/**
 * French spaces: a narrow no-break space before ; ! ? and a no-break space before : % and inside « ».
 * The catalogue is written with plain spaces, which can be seen; this runs on a pattern before it is used.
 */
export function setFrenchSpaces(text: string): string {
  return text
    .replace(/ (?=[;!?])/g, NARROW)
    .replace(/ (?=[:%»])/g, FULL)
    .replace(/« /g, `«${FULL}`)
}
