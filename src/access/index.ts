export { decide, LEVELS, reaches } from './decide.ts'
export type { Label, Level, Roster } from './decide.ts'
export { ANONYMOUS } from './principal.ts'
export type { Principal } from './principal.ts'
