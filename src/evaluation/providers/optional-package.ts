/** Packages that are never dependencies: whoever wants one installs it, beside Concord or in the folder they work in. */
import { readFile } from 'node:fs/promises'
import { findPackageJSON } from 'node:module'
import path from 'node:path'
import { pathToFileURL } from 'node:url'
import { z } from 'zod'
import { ConcordError, sentence } from '../../error.ts'

const Manifest = z.object({ main: z.string().default('index.js') })

/** What the package exports. Throws `environment`, with the command that installs it, where it is not there. */
export async function loadOptional(name: string, version: string): Promise<{ [name: string]: unknown }> {
  const manifest = [import.meta.url, pathToFileURL(path.join(process.cwd(), 'here.js')).href]
    .map((from) => findManifest(name, from))
    .find((file) => file !== undefined)
  if (manifest === undefined)
    throw new ConcordError(
      'environment',
      sentence`This needs the package ${name}, which is not installed; run "npm install --no-save ${name}@${version}" in the folder you work in.`,
    )
  const { main } = Manifest.parse(JSON.parse(await readFile(manifest, 'utf8')))
  const file = path.join(path.dirname(manifest), main)
  const module: unknown = await import(pathToFileURL(file).href)
  return z.record(z.string(), z.unknown()).parse({ ...z.object({}).loose().parse(module) })
}

function findManifest(name: string, from: string): string | undefined {
  try {
    return findPackageJSON(name, from)
  } catch (cause) {
    if (cause instanceof Error && 'code' in cause) return undefined
    throw cause
  }
}
