/** Who stands in the next version of a charter. */
import { canonicalText } from '../../statement/index.ts'
import type { CharterMember } from '../../statement/index.ts'

/**
 * The members listed so far, then those whose card is new. The card of a listed member, with the id, origin and keys it
 * is listed with, brings its age keys and persons.
 */
export function nextMembers(
  listed: readonly CharterMember[],
  cards: readonly CharterMember[],
): CharterMember[] {
  const renews = (card: CharterMember): boolean => listed.some((member) => isSame(member, card))
  return [
    ...listed.map((member) => {
      const card = cards.find((one) => isSame(member, one))
      if (card === undefined) return member
      const { persons: _, ...kept } = member
      const { ageRecipients, persons } = card
      return { ...kept, ageRecipients, ...(persons === undefined ? {} : { persons }) }
    }),
    ...cards.filter((card) => !renews(card)),
  ]
}

function isSame(member: CharterMember, card: CharterMember): boolean {
  return (
    member.id === card.id &&
    member.origin === card.origin &&
    canonicalText(member.keys) === canonicalText(card.keys)
  )
}
