export { decide, LEVELS, reaches, TLP } from './decide.ts'
export type { Label, Level, Roster, Tlp } from './decide.ts'
export { ANONYMOUS } from './principal.ts'
export type { Principal } from './principal.ts'
