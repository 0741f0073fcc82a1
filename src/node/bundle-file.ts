/**
 * A bundle as a file for one receiver. What is for nobody else to read, stricter than GREEN or under embargo, is never
 * written as it stands: it becomes an age file, `….concord.age`, that the receiver's keys open.
 */
import { rm } from 'node:fs/promises'
import { isEmbargoed } from '../access/index.ts'
import type { LabelInEffect } from '../access/index.ts'
import { chooseRecipients, encryptBundle } from '../trust/index.ts'
import { writeWhole } from './institute.ts'

const AGE = '.age'

/** True for a label whose content leaves the house encrypted only. */
export function isConfidential(label: LabelInEffect, now: string): boolean {
  return (label.tlp !== 'CLEAR' && label.tlp !== 'GREEN') || isEmbargoed(label, now)
}

/**
 * Writes a bundle whole or not at all; the name of the file that was written, which ends in `.age` where the content
 * is confidential. Undefined, and nothing written, where it is and the receiver has no age key in the charter.
 */
export async function writeBundleFile(
  file: string,
  { bytes, confidential }: { bytes: Uint8Array; confidential: boolean },
  receiver: { ageRecipients: readonly string[] } | null,
): Promise<string | undefined> {
  const open = file.endsWith(AGE) ? file.slice(0, -AGE.length) : file
  const sealed = `${open}${AGE}`
  if (!confidential) {
    await writeWhole(open, bytes)
    await rm(sealed, { force: true })
    return open
  }
  const recipients = chooseRecipients(receiver === null ? [] : [receiver.ageRecipients])
  // An earlier bundle of this name holds less, and perhaps in the clear what is confidential by now.
  await rm(open, { force: true })
  if (recipients === undefined) return undefined
  await writeWhole(sealed, await encryptBundle(bytes, recipients))
  return sealed
}
