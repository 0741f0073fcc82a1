/**
 * The access rules in Cedar, written from the tables of the design and not from our code: one policy for each level,
 * about one reader (`READER` is replaced by the place of the reader in the request).
 *
 * The request brings facts and no conclusions: what the charter says, what the label says, who asks. Cedar has no
 * loops, so "in the audience, in the group then, in the group now" is written out for each group there is.
 */

/** Groups that the cases use. */
export const GROUPS = ['core', 'council', 'empty']

/** An active member of a charter that holds, or somebody of theirs. */
const ACTIVE = `(
  READER.kind != "anonymous" && context has expires && context has now && context.now < context.expires
  && context.listedOnce.contains(READER.member) && context.active.contains(READER.member)
)`

/** In the group at the charter of the label and in the group now. */
const inGroup = (list: string): string =>
  GROUPS.map(
    (group) => `(
      context.${list}.contains("group:${group}")
      && context.thenIn_${group}.contains(READER.member) && context.nowIn_${group}.contains(READER.member)
    )`,
  ).join(' || ')
const NAMED = `(context.audience.contains(READER.member) || ${inGroup('audience')})`
const EARLY = `(context.early.contains(READER.member) || ${inGroup('early')})`

/** H, issuer's own node and staff. From elsewhere its node is one of the members: released to while active. */
const H = `(
  READER.member == context.issuer
  && (READER.kind == "owner" || READER.kind == "person" || (READER.kind == "member" && ${ACTIVE}))
)`
/** G, a named person, with the key. */
const G = `(READER.kind == "person" && context.recipients.contains(READER.person))`
/** F, a node that holds for a named person of its member. */
const F = `((READER.kind == "owner" || READER.kind == "member") && context.holders.contains(READER.member))`
/** E and B are nodes and staff, D and C clients; F and G read what is not RED as E or B. */
const CLIENT = `READER.kind == "client"`

const EMBARGOED = `(
  context has until && !(context.lifted && context has now && context.untilReadable && context.now >= context.until)
)`
const tlp = (...labels: string[]): string =>
  `(${labels.map((label) => `context.tlp == "${label}"`).join(' || ')})`

/** Row by row: everybody; H; then, of those who are active, B to G. */
const BODY = `(
  if ${EMBARGOED} then (
    if ${H} then ${tlp('CLEAR', 'GREEN', 'AMBER', 'AMBER+STRICT')}
    else !(${CLIENT}) && ${ACTIVE} && ${EARLY}
      && (${tlp('CLEAR', 'GREEN')} || (${tlp('AMBER', 'AMBER+STRICT')} && ${NAMED}))
  ) else (
    ${tlp('CLEAR')}
    || (
      if ${H} then ${tlp('GREEN', 'AMBER', 'AMBER+STRICT')} || (${tlp('RED')} && ${G} && ${ACTIVE})
      else ${ACTIVE} && (
        ${tlp('GREEN')}
        || (${tlp('AMBER')} && ${NAMED})
        || (${tlp('AMBER+STRICT')} && !(${CLIENT}) && ${NAMED})
        || (${tlp('RED')} && (${F} || ${G}))
      )
    )
  )
)`

const HEADER = `(${tlp('RED')} && !${EMBARGOED} && ${H})`

const EXISTENCE = `(
  ${EMBARGOED} && (
    ${tlp('CLEAR')}
    || (
      ${tlp('GREEN', 'AMBER', 'AMBER+STRICT')} && !${H} && ${ACTIVE} && (
        ${tlp('GREEN')} || (${tlp('AMBER')} && ${NAMED}) || (!(${CLIENT}) && ${NAMED})
      )
    )
  )
)`

/** Erased leaves nothing, an erased body no body, a role at most itself; what is quarantined is the owner's. */
const LIVE = `(context.state == "" || context.state == "retracted")`
const HALF = `(context.state == "body-erased")`
const QUARANTINED = `(context.state == "quarantined" && READER.kind == "owner")`
const role = (...roles: string[]): string => `(${roles.map((one) => `READER.role == "${one}"`).join(' || ')})`

/** One policy per level: those that permit say how much may be seen, the highest counts. */
export function policiesFor(reader: string): Record<'existence' | 'header' | 'body', string> {
  const permit = (when: string): string =>
    `permit(principal, action, resource) when { ${when.replaceAll('READER', reader)} };`
  return {
    body: permit(`${role('body')} && (${QUARANTINED} || (${LIVE} && ${BODY}))`),
    // Of what would be body: where it was erased, or the role leaves the header.
    header: permit(
      `(${role('header')} && (${QUARANTINED} || ((${LIVE} || ${HALF}) && ${BODY})))
       || (${role('body')} && ${HALF} && ${BODY})
       || (${role('header', 'body')} && (${LIVE} || ${HALF}) && ${HEADER})`,
    ),
    existence: permit(
      `(${role('existence')} && (${QUARANTINED} || ((${LIVE} || ${HALF}) && (${BODY} || ${HEADER}))))
       || (${role('existence', 'header', 'body')} && (${LIVE} || ${HALF}) && ${EXISTENCE})`,
    ),
  }
}
