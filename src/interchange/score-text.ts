/** A score as people write it: a number from 0 to 1, true or false; undefined for anything else. */
export function parseScore(text: string): number | undefined {
  if (/^true$/i.test(text)) return 1
  if (/^false$/i.test(text)) return 0
  if (!/^(?:\d+(?:\.\d*)?|\.\d+)(?:[eE][+-]?\d{1,3})?$/.test(text)) return undefined
  const value = Number(text)
  return value >= 0 && value <= 1 ? value : undefined
}
