/** Faults of a JSON value: another type, a hostile value, a member gone, doubled, renamed or of another place. */
import type { Random } from './random.ts'

const HOSTILE: readonly [unknown, ...unknown[]] = [
  null,
  true,
  0,
  -1,
  1.5,
  1e308,
  9007199254740992,
  '',
  ' ',
  'a'.repeat(5000),
  '\uD800',
  '\0',
  '__proto__',
  '../../x',
  '=1+1',
  '2026-02-30T25:61:00Z',
  'f'.repeat(64),
  [],
  {},
  [[[[[[[[]]]]]]]],
  [null],
  { __proto__: null, a: 1 },
  { '': '' },
]

/** A value with one to three faults, as JSON; now and then with a member twice, or written otherwise than usual. */
export function mutateJson(value: unknown, random: Random): string {
  let made = structuredClone(value)
  for (let count = 1 + random.below(3); count > 0; count -= 1) made = faulty(made, random, 0)
  const text = JSON.stringify(made) ?? 'null'
  if (random.chance(0.85)) return text
  return random.pick<(text: string) => string>([
    (all) => all.replace(/"([a-z]+)":/i, '"$1":0,"$1":'),
    (all) => all.replaceAll(':', ': '),
    (all) => all.replace(/[a-z]/, (letter) => `\\u${letter.charCodeAt(0).toString(16).padStart(4, '0')}`),
    (all) => all.replace(/\d+/, '-0'),
    (all) => all.replace(/\d+/, '1e400'),
    (all) => `${'['.repeat(70)}${all}${']'.repeat(70)}`,
    (all) => `${all}\n`,
    (all) => `\uFEFF${all}`,
    (all) => all.replace(/"(?=[a-z]+":)/i, '"__proto__":{},"'),
  ])(text)
}

function faulty(value: unknown, random: Random, depth: number): unknown {
  const { below, pick, chance } = random
  if (typeof value !== 'object' || value === null || chance(depth === 0 ? 0.02 : 0.15)) {
    if (typeof value === 'string' && chance(0.5)) return nearText(value, random)
    if (typeof value === 'number' && chance(0.5)) return value + pick([1, -1, 0.5, 1e9])
    return pick(HOSTILE)
  }
  if (Array.isArray(value)) {
    const list: unknown[] = [...value]
    const at = below(list.length)
    if (list.length === 0 || chance(0.1)) return [...list, pick(HOSTILE)]
    if (chance(0.1)) return list.filter((_, index) => index !== at)
    if (chance(0.1)) return [...list, list[at]]
    if (chance(0.05)) return list.toReversed()
    list[at] = faulty(list[at], random, depth + 1)
    return list
  }
  const members: [string, unknown][] = Object.entries(value)
  const at = below(members.length)
  const [key, member] = members[at] ?? ['', null]
  if (members.length === 0 || chance(0.08))
    return { ...value, [pick(['', 'extra', 'id', 'v', 'constructor'])]: pick(HOSTILE) }
  if (chance(0.1)) return Object.fromEntries(members.filter((_, index) => index !== at))
  if (chance(0.05))
    return Object.fromEntries(members.map(([name, one], index) => [index === at ? `${name}x` : name, one]))
  return { ...value, [key]: faulty(member, random, depth + 1) }
}

/** A text that is nearly the same: a digit, letter or end of it otherwise. */
function nearText(text: string, { below, pick }: Random): string {
  const at = below(text.length)
  return pick<(whole: string) => string>([
    (whole) => `${whole.slice(0, at)}${pick(['0', 'a', 'é', ' ', '\n', '-', '.'])}${whole.slice(at + 1)}`,
    (whole) => whole.slice(0, at),
    (whole) => `${whole} `,
    (whole) => whole.toUpperCase(),
    (whole) => `${whole}${whole}`,
  ])(text)
}
