import type { Label } from './label.ts'
import type { Principal } from './principal.ts'
import type { Roster } from './relation.ts'

export const NOW = '2026-06-01T00:00:00Z'
export const EXPIRES = '2027-01-01T00:00:00Z'

export function originOf(id: string): string {
  return `${id}.example/log/1`
}

export function roster(
  version: number,
  members: Record<string, string>,
  groups: Record<string, string[]> = {},
  expires = EXPIRES,
): Roster {
  return {
    version,
    expires,
    members: Object.entries(members).map(([id, status]) => ({ id, origin: originOf(id), status })),
    groups: Object.entries(groups).map(([name, list]) => ({ name, members: list })),
  }
}

export const CHARTER = [
  roster(
    1,
    { issuer: 'active', named: 'active', group: 'active', other: 'active', third: 'active', gone: 'left' },
    { core: ['group'] },
  ),
]

export function label(tlp: string, more: Partial<Label> = {}): Label {
  return { issuer: originOf('issuer'), charter: 1, tlp, audience: ['named', 'gone', 'group:core'], ...more }
}

export function member(id: string): Principal {
  return { kind: 'member', origin: originOf(id) }
}

export function owner(id: string): Principal {
  return { kind: 'owner', origin: originOf(id) }
}

export function client(id: string): Principal {
  return { kind: 'client', origin: originOf(id) }
}

export function person(id: string, name: string): Principal {
  return { kind: 'person', origin: originOf(id), person: name }
}
