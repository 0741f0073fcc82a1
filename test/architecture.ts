import { readdirSync, readFileSync, statSync } from 'node:fs'
import path from 'node:path'

type RoomRule = { may: readonly string[]; touchesWorld: boolean }

/**
 * The map of the house, lowest room first. A room imports only rooms named here, which stand above it in
 * this list, and only through their `index.ts`. A change comes with a note in docs/design/.
 */
export const MAP: Readonly<Record<string, RoomRule>> = {
  statement: { may: [], touchesWorld: false },
  statistics: { may: [], touchesWorld: false },
  message: { may: [], touchesWorld: false },
  trust: { may: ['statement'], touchesWorld: false },
  access: { may: ['statement'], touchesWorld: false },
  interchange: { may: ['statement'], touchesWorld: false },
  store: { may: ['statement', 'trust', 'access'], touchesWorld: true },
  evaluation: { may: ['statement', 'statistics', 'interchange'], touchesWorld: true },
  exercise: { may: ['statement', 'statistics', 'trust'], touchesWorld: false },
  incident: { may: ['statement', 'statistics'], touchesWorld: false },
  assessment: { may: ['statement', 'statistics'], touchesWorld: false },
  report: { may: ['statement', 'statistics', 'message'], touchesWorld: false },
  federation: { may: ['statement', 'trust', 'access', 'store'], touchesWorld: true },
  node: {
    may: [
      'statement',
      'statistics',
      'message',
      'trust',
      'access',
      'interchange',
      'store',
      'evaluation',
      'exercise',
      'incident',
      'assessment',
      'report',
      'federation',
    ],
    touchesWorld: true,
  },
  cli: { may: ['statement', 'message', 'evaluation', 'exercise', 'report', 'node'], touchesWorld: true },
}

function sourceFiles(folder: string): string[] {
  return readdirSync(folder, { withFileTypes: true }).flatMap((entry) => {
    const file = path.join(folder, entry.name)
    if (entry.isDirectory()) return sourceFiles(file)
    return entry.name.endsWith('.ts') ? [file] : []
  })
}

const IMPORT = /(?:\bfrom\s*|\bimport\s*\(\s*|^\s*import\s+)(['"])([^'"\n]+)\1/gm

/** Every import and export-from specifier of a source text, `import()` and type imports included. */
export function specifiers(text: string): string[] {
  return [...text.matchAll(IMPORT)].map((match) => match[2] ?? '')
}

/** What breaks the map in the tree under `source`, one teaching sentence each; empty when all is well. */
export function findFaults(source: string, map: Readonly<Record<string, RoomRule>> = MAP): string[] {
  const faults: string[] = []
  const names = Object.keys(map)
  for (const [index, name] of names.entries()) {
    for (const other of map[name]?.may ?? []) {
      if (names.indexOf(other) >= index || !names.includes(other)) {
        faults.push(
          `The map lets ${name} import ${other}, which does not stand below it: a room imports only downward.`,
        )
      }
    }
  }
  for (const entry of readdirSync(source)) {
    const full = path.join(source, entry)
    if (statSync(full).isFile()) {
      if (entry !== 'error.ts') {
        faults.push(
          `src/${entry} stands beside the rooms; only error.ts may. Put it into the room that owns it.`,
        )
      }
      continue
    }
    const rule = map[entry]
    if (rule === undefined) {
      faults.push(`src/${entry} is not on the map. The rooms are: ${names.join(', ')}.`)
      continue
    }
    for (const file of sourceFiles(full)) {
      faults.push(...fileFaults(source, entry, rule, file, names))
    }
  }
  return faults
}

function fileFaults(
  source: string,
  room: string,
  rule: RoomRule,
  file: string,
  names: readonly string[],
): string[] {
  const faults: string[] = []
  const shown = path.join('src', path.relative(source, file)).replaceAll('\\', '/')
  const text = readFileSync(file, 'utf8')
  const isTest = file.endsWith('.test.ts')
  if (path.basename(file) === 'index.ts' && /^\s*export\s*\*/m.test(text)) {
    faults.push(`${shown} has "export *": a door lists its names one by one.`)
  }
  for (const specifier of specifiers(text)) {
    if (specifier.startsWith('node:')) {
      if (!rule.touchesWorld && !isTest) {
        faults.push(
          `${shown} imports ${specifier}, but ${room} does not touch the world: pass the effect as an argument.`,
        )
      }
      continue
    }
    if (!specifier.startsWith('.')) continue
    const target = path.resolve(path.dirname(file), specifier)
    const inside = path.relative(source, target).replaceAll('\\', '/')
    const to = inside.split('/')[0] ?? ''
    if (to === room || inside === 'error.ts' || inside.startsWith('..')) continue
    // A test may build its fixture with any room below the roof.
    if (!rule.may.includes(to) && !(isTest && names.includes(to))) {
      faults.push(
        `${shown} imports ${specifier}: ${room} → ${to} is not on the map (${room} may import ${rule.may.join(', ') || 'nothing'}).`,
      )
    } else if (inside !== `${to}/index.ts`) {
      faults.push(`${shown} enters ${to} by a side door (${specifier}): import ${to}/index.ts.`)
    }
  }
  return faults
}

const STATIC_IMPORT = /^(?:import|export)\s+(?!type\b)(?:[^'"]*?\bfrom\s*)?(['"])(\.[^'"\n]+)\1/gm

/** The rooms whose sources a file brings with it, before any code asks for more. */
export function roomsLoadedWith(source: string, file: string): string[] {
  const seen = new Set<string>()
  const waiting = [path.join(source, file)]
  for (let next = waiting.pop(); next !== undefined; next = waiting.pop()) {
    if (seen.has(next)) continue
    seen.add(next)
    for (const [, , specifier = ''] of readFileSync(next, 'utf8').matchAll(STATIC_IMPORT))
      waiting.push(path.resolve(path.dirname(next), specifier))
  }
  const rooms = [...seen].map((one) => path.relative(source, one).split(path.sep)[0] ?? '')
  return [...new Set(rooms)].sort()
}
