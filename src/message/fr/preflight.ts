import type { preflight as en } from '../en/preflight.ts'

export const preflight: Record<keyof typeof en, string> = {
  'preflight.severity.block': 'bloque',
  'preflight.severity.warn': 'avertissement',
  'preflight.severity.note': 'remarque',
  'preflight.clear':
    '{count, plural, one {Rien à signaler par l’unique règle} other {Rien à signaler par les # règles}}.',
}
