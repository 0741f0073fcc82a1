/**
 * Near-duplicates by shingles (Broder, On the resemblance and containment of documents, 1997): each text is
 * the set of its 5-grams, resemblance of two texts = shared / all 5-grams (Jaccard). Grams are of words; of
 * characters where the script puts no spaces between words (Han, Kana, Thai, Lao, Khmer, Burmese). Case and
 * punctuation do not count. Candidates come from an index of the rarest grams of each text (prefix filter:
 * Chaudhuri, Ganti, Kaushik, A primitive operator for similarity joins, 2006), so that a phrase which all
 * texts share costs nothing.
 */

const GRAM = 5
/** A text of fewer grams says too little: one word more or less decides. */
const LEAST_GRAMS = 8
const UNSPACED =
  /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Thai}\p{Script=Lao}\p{Script=Khmer}\p{Script=Myanmar}]/gu

export type NearPair = { a: number; b: number; resemblance: number }

/** Pairs a < b of texts whose resemblance is at least `least`, by a, then b. */
export function nearDuplicates(texts: readonly string[], least: number): NearPair[] {
  const gramsOf = byRarity(texts.map(shingles))
  const textsByGram = new Map<number, number[]>()
  const pairs: NearPair[] = []
  for (const [b, grams] of gramsOf.entries()) {
    if (grams.length < LEAST_GRAMS) continue
    // Two texts that share `least` of their grams share one of the rarest of each: the rest need not be looked up.
    const prefix = grams.length - Math.ceil(least * grams.length - 1e-9) + 1
    const candidates = new Set<number>()
    for (const gram of grams.slice(0, prefix)) {
      const holders = textsByGram.get(gram) ?? []
      for (const a of holders) candidates.add(a)
      holders.push(b)
      textsByGram.set(gram, holders)
    }
    const own = new Set(grams)
    for (const a of candidates) {
      const theirs = gramsOf[a] ?? []
      const shared = theirs.reduce((count, gram) => count + (own.has(gram) ? 1 : 0), 0)
      const resemblance = shared / (theirs.length + grams.length - shared)
      if (resemblance >= least) pairs.push({ a, b, resemblance })
    }
  }
  return pairs.sort((x, y) => x.a - y.a || x.b - y.b)
}

/** The different grams of each text as numbers, those first that fewest texts have. */
function byRarity(texts: readonly (readonly string[])[]): number[][] {
  const codeByGram = new Map<string, number>()
  const frequency: number[] = []
  const codes = texts.map((grams) => {
    const own = new Set<number>()
    for (const gram of grams) {
      const code = codeByGram.get(gram) ?? codeByGram.size
      codeByGram.set(gram, code)
      own.add(code)
    }
    for (const code of own) frequency[code] = (frequency[code] ?? 0) + 1
    return [...own]
  })
  for (const own of codes) own.sort((x, y) => (frequency[x] ?? 0) - (frequency[y] ?? 0) || x - y)
  return codes
}

function shingles(text: string): string[] {
  const lower = text.normalize('NFC').toLowerCase()
  const letters = lower.match(/\p{L}/gu)?.length ?? 0
  const unspaced = lower.match(UNSPACED)?.length ?? 0
  const units =
    letters > 0 && unspaced / letters >= 0.5
      ? [...lower.replaceAll(/[^\p{L}\p{M}\p{N}]+/gu, '')]
      : (lower.match(/[\p{L}\p{M}\p{N}]+/gu) ?? [])
  const grams: string[] = []
  for (let at = 0; at + GRAM <= units.length; at += 1) grams.push(units.slice(at, at + GRAM).join(' '))
  return grams
}
