/**
 * Which labs and languages can be compared at all: the bipartite graph with an edge for every pair that was
 * run. Effects exist only inside a component, and have an error only where df ≥ 1.
 */
export type Connectivity = {
  /** Components, each with its labs and languages, sorted; components by their first lab. */
  components: { labs: string[]; languages: string[] }[]
  /** edges − labs − languages + components */
  df: number
  /** Languages that at least two labs ran: only there do lab and language separate. */
  sharedLanguages: string[]
}

/** Components and degrees of freedom of the lab–language graph; repeated pairs count once. */
export function connectivity(edges: readonly { lab: string; language: string }[]): Connectivity {
  const parent = new Map<string, string>()
  const rootOf = (node: string): string => {
    let root = node
    for (let next = parent.get(root) ?? root; next !== root; next = parent.get(root) ?? root) root = next
    parent.set(node, root)
    return root
  }
  const labsByLanguage = new Map<string, Set<string>>()
  const labs = new Set<string>()
  for (const { lab, language } of edges) {
    labs.add(lab)
    const runners = labsByLanguage.get(language) ?? new Set()
    runners.add(lab)
    labsByLanguage.set(language, runners)
    const a = `lab ${lab}`
    const b = `language ${language}`
    if (!parent.has(a)) parent.set(a, a)
    if (!parent.has(b)) parent.set(b, b)
    parent.set(rootOf(a), rootOf(b))
  }
  const byRoot = new Map<string, { labs: string[]; languages: string[] }>()
  const componentOf = (node: string): { labs: string[]; languages: string[] } => {
    const root = rootOf(node)
    const known = byRoot.get(root) ?? { labs: [], languages: [] }
    byRoot.set(root, known)
    return known
  }
  const languages = [...labsByLanguage.keys()].toSorted()
  for (const lab of [...labs].toSorted()) componentOf(`lab ${lab}`).labs.push(lab)
  for (const language of languages) componentOf(`language ${language}`).languages.push(language)
  const pairs = [...labsByLanguage.values()].reduce((sum, runners) => sum + runners.size, 0)
  return {
    components: [...byRoot.values()],
    df: pairs - labs.size - labsByLanguage.size + byRoot.size,
    sharedLanguages: languages.filter((language) => (labsByLanguage.get(language)?.size ?? 0) > 1),
  }
}
