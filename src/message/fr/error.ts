import type { error as en } from '../en/error.ts'

export const error: Record<keyof typeof en, string> = {
  'error.usage': 'La demande est illisible.',
  'error.bad-input': 'Ce qui a été fourni n’est pas ce qui est attendu.',
  'error.not-verified': 'Une signature, une empreinte ou une chaîne ne se vérifie pas.',
  'error.check-failed': 'Vérification faite, cela ne tient pas.',
  'error.not-found': 'Il n’y a rien ici que vous puissiez voir.',
  'error.conflict': 'Cela ne correspond pas à l’état actuel.',
  'error.environment': 'La machine n’a pas pu le faire.',
  'error.stopped': 'Arrêté ; ce qui a été fait est conservé.',
  'error.internal': 'Concord a commis une erreur.',
}
