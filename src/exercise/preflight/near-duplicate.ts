/**
 * Near-duplicates by shingles (Broder, On the resemblance and containment of documents, 1997): each text is
 * the set of its 5-grams, resemblance of two texts = shared / all 5-grams (Jaccard). Grams are of words; of
 * characters where the script puts no spaces between words (Han, Kana, Thai, Lao, Khmer, Burmese). Case and
 * punctuation do not count. Candidates come from an index of the rarest grams of each text (prefix filter:
 * Chaudhuri, Ganti, Kaushik, A primitive operator for similarity joins, 2006) and from where the grams stand
 * (positional filter: Xiao, Wang, Lin, Yu, Efficient similarity joins for near duplicate detection, 2008), so
 * that a phrase which all texts share costs nearly nothing.
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
  const holdersByGram = new Map<number, { text: number; place: number }[]>()
  const pairs: NearPair[] = []
  /** How many of the rare grams of the text at hand each text before has; -1 = they cannot be near. */
  const shared = new Int32Array(texts.length)
  for (const [b, grams] of gramsOf.entries()) {
    if (grams.length < LEAST_GRAMS) continue
    // Two texts that share `least` of their grams share one of the rarest of each: the rest need not be looked up.
    const prefix = grams.length - Math.ceil(least * grams.length - 1e-9) + 1
    const named: number[] = []
    for (const [place, gram] of grams.subarray(0, prefix).entries()) {
      const holders = holdersByGram.get(gram) ?? []
      for (const { text: a, place: theirPlace } of holders) {
        const before = shared[a] ?? 0
        if (before < 0) continue
        if (before === 0) named.push(a)
        const size = gramsOf[a]?.length ?? 0
        const most = before + Math.min(size - theirPlace, grams.length - place)
        shared[a] = most < neededOf(size + grams.length, least) ? -1 : before + 1
      }
      holders.push({ text: b, place })
      holdersByGram.set(gram, holders)
    }
    for (const a of named) {
      const theirs = gramsOf[a]
      const resemblance =
        theirs === undefined || (shared[a] ?? 0) < 0 ? 0 : resemblanceOf(theirs, grams, least)
      if (resemblance >= least) pairs.push({ a, b, resemblance })
      shared[a] = 0
    }
  }
  return pairs.sort((x, y) => x.a - y.a || x.b - y.b)
}

/** Grams that two texts of so many together must share: J ≥ least where they share at least least / (1 + least). */
function neededOf(all: number, least: number): number {
  return (least / (1 + least)) * all - 1e-9
}

/**
 * Shared of all grams of two texts, each sorted; 0 as soon as it is sure to be below `least`. The rarest come first, in
 * which most texts differ, so most pairs end there.
 */
function resemblanceOf(one: Int32Array, other: Int32Array, least: number): number {
  const all = one.length + other.length
  const needed = neededOf(all, least)
  let shared = 0
  for (let at = 0, beside = 0; at < one.length && beside < other.length;) {
    if (shared + Math.min(one.length - at, other.length - beside) < needed) return 0
    const [x = 0, y = 0] = [one[at], other[beside]]
    if (x === y) shared += 1
    if (x <= y) at += 1
    if (y <= x) beside += 1
  }
  return shared / (all - shared)
}

/** The different grams of each text, sorted, as numbers that are the lower the fewer texts have the gram. */
function byRarity(texts: readonly (readonly string[])[]): Int32Array[] {
  const codeByGram = new Map<string, number>()
  const frequency: number[] = []
  const codes = texts.map((grams) => {
    const own = new Set<number>()
    for (const gram of grams) {
      const known = codeByGram.get(gram)
      const code = known ?? codeByGram.size
      if (known === undefined) codeByGram.set(gram, code)
      own.add(code)
    }
    for (const code of own) frequency[code] = (frequency[code] ?? 0) + 1
    return own
  })
  const order = Array.from(frequency, (_, code) => code).sort(
    (x, y) => (frequency[x] ?? 0) - (frequency[y] ?? 0) || x - y,
  )
  const rank = new Int32Array(order.length)
  for (const [place, code] of order.entries()) rank[code] = place
  return codes.map((own) => Int32Array.from(own, (code) => rank[code] ?? 0).sort())
}

function shingles(text: string): string[] {
  const lower = text.normalize('NFC').toLowerCase()
  const letters = lower.match(/\p{L}/gu)?.length ?? 0
  const unspaced = lower.match(UNSPACED)?.length ?? 0
  const units =
    letters > 0 && unspaced / letters >= 0.5
      ? [...lower.replaceAll(/[^\p{L}\p{M}\p{N}]+/gu, '')]
      : (lower.match(/[\p{L}\p{M}\p{N}]+/gu) ?? [])
  return wordGrams(units, GRAM)
}

/** Each `size` words in a row, with a space between them; parts of one text, so that few letters are copied. */
export function wordGrams(words: readonly string[], size: number): string[] {
  const whole = words.join(' ')
  const grams: string[] = []
  let start = 0
  let end = -1
  for (const [at, word] of words.entries()) {
    end += word.length + 1
    if (at + 1 < size) continue
    grams.push(whole.slice(start, end))
    start += (words[at + 1 - size]?.length ?? 0) + 1
  }
  return grams
}
