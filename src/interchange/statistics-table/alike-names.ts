/**
 * Names that are perhaps one: equal but for capitals, accents, and what stands between and around their letters and digits
 * ("AISI-Japan", "AISI Japan", "aisi-japan"). Names that differ in a letter or digit are never alike: lab-1 and lab-2
 * are two.
 */
export function alikeNames(names: Iterable<string>): string[][] {
  const byKernel = new Map<string, Set<string>>()
  for (const name of names) {
    const kernel = kernelOf(name)
    const known = byKernel.get(kernel) ?? new Set()
    byKernel.set(kernel, known.add(name))
  }
  return [...byKernel]
    .filter(([kernel, alike]) => kernel !== '' && alike.size > 1)
    .map(([, alike]) => [...alike].toSorted())
    .toSorted(([a = ''], [b = '']) => (a < b ? -1 : 1))
}

function kernelOf(name: string): string {
  return name
    .normalize('NFKD')
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]/gu, '')
}
