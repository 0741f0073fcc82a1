import type { Translate } from '../../message/index.ts'

/** A model by its alias in a sentence: `model_a` is “model A”, and what says “model” itself is not doubled. */
export function modelName(t: Translate, alias: string): string {
  const letter = letterOf(alias)
  if (letter === null && /model|modèle/i.test(alias)) return alias
  return t('report.model', { model: letter ?? alias })
}

/** The same under a head that says “Model”: the letter alone. */
export function shortModelName(alias: string): string {
  return letterOf(alias) ?? alias
}

function letterOf(alias: string): string | null {
  return /^model[-_ ]([a-z]|\d{1,2})$/i.exec(alias)?.[1]?.toUpperCase() ?? null
}
