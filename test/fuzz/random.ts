/** A seeded stream of choices: the same seed makes the same case on every machine. */
export type Random = {
  /** A whole number below n; 0 for n < 1. */
  below(n: number): number
  /** One of a list. */
  pick<T>(list: readonly [T, ...T[]]): T
  chance(share: number): boolean
}

/** mulberry32, as other seeded tests have it. */
export function randomOf(seed: number): Random {
  let state = seed >>> 0
  const next = (): number => {
    state = (state + 0x6d2b79f5) >>> 0
    let t = state
    t = Math.imul(t ^ (t >>> 15), t | 1)
    t ^= t + Math.imul(t ^ (t >>> 7), t | 61)
    return (t ^ (t >>> 14)) >>> 0
  }
  const below = (n: number): number => (n < 1 ? 0 : next() % n)
  return {
    below,
    pick: (list) => list[below(list.length)] ?? list[0],
    chance: (share) => next() < share * 2 ** 32,
  }
}

/** A seed for case `number` of a target: FNV-1a over its name, then the number. */
export function seedOf(target: string, number: number): number {
  let hash = 0x811c9dc5
  for (let at = 0; at < target.length; at += 1) hash = Math.imul(hash ^ target.charCodeAt(at), 0x01000193)
  return (hash ^ Math.imul(number + 1, 0x9e3779b1)) >>> 0
}
