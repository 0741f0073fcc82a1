/**
 * Who reads. The link printed at the start carries a token that works once: whoever opens it first gets a cookie
 * and is the owner; everybody else is anonymous. Nothing of it survives the process.
 */
import { createHash, randomBytes, timingSafeEqual } from 'node:crypto'

export type Sessions = {
  /** The token of the printed link. */
  token: string
  /** A new owner session for the token, once; undefined for any other text or a second use. */
  redeem(token: string): string | undefined
  isOwner(cookie: string | undefined): boolean
}

export function createSessions(): Sessions {
  const token = randomBytes(24).toString('base64url')
  const sessions = new Set<string>()
  let used = false
  return {
    token,
    redeem(given) {
      if (used || !same(given, token)) return undefined
      used = true
      const session = randomBytes(24).toString('base64url')
      sessions.add(digest(session))
      return session
    },
    isOwner: (cookie) => cookie !== undefined && sessions.has(digest(cookie)),
  }
}

function same(a: string, b: string): boolean {
  return timingSafeEqual(Buffer.from(digest(a)), Buffer.from(digest(b)))
}

function digest(text: string): string {
  return createHash('sha256').update(text).digest('hex')
}
