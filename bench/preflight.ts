/** Preflight of 33 sets × 10 languages, 150 items each: 49,500 items written here, a few defects among them. */
import { createHash } from 'node:crypto'
import { preflight } from '../src/exercise/index.ts'
import type { PreflightSet } from '../src/exercise/index.ts'
import type { Figure } from './figure.ts'

const SETS = 33
const ITEMS = 150
const GOAL = 10
/** Running text of about the length of real prompts, with two numbers and a word that differs in each item. */
const TEXTS: Readonly<Record<string, (word: string, a: number, b: number) => string>> = {
  en: (word, a, b) =>
    `In the village of ${word} there are ${a} houses by the river and each of them has ${b} windows. How many windows does the village have, if the people close one of them in the winter and do not open it again before the spring?`,
  fr: (word, a, b) =>
    `Dans le village de ${word}, il y a ${a} maisons au bord de la rivière et chacune a ${b} fenêtres. Combien de fenêtres le village a-t-il, si les gens ferment une des fenêtres en hiver et ne la rouvrent pas avant le printemps ?`,
  sw: (word, a, b) =>
    `Katika kijiji cha ${word} kuna nyumba ${a} kando ya mto na kila nyumba ina madirisha ${b}. Je, kijiji kina madirisha ngapi ikiwa watu wanafunga moja ya madirisha hayo wakati wa baridi na hawafungui tena kabla ya kiangazi?`,
  ms: (word, a, b) =>
    `Di kampung ${word} terdapat ${a} buah rumah di tepi sungai dan setiap rumah itu mempunyai ${b} tingkap. Berapa tingkap yang ada di kampung itu jika penduduk menutup satu tingkap pada musim sejuk dan tidak membukanya lagi?`,
  ja: (word, a, b) =>
    `${word}という村には川のそばに${a}軒の家があり、それぞれの家には窓が${b}つあります。冬に人々が窓を一つ閉めて春まで開けないとすると、村には開いている窓がいくつあるでしょうか。`,
  ko: (word, a, b) =>
    `${word} 마을에는 강가에 집이 ${a}채 있고 집마다 창문이 ${b}개 있습니다. 사람들이 겨울에 창문 하나를 닫고 봄이 올 때까지 다시 열지 않는다면 마을에는 열린 창문이 모두 몇 개 있습니까?`,
  zh: (word, a, b) =>
    `在${word}村，河边有${a}座房子，每座房子有${b}扇窗户。如果人们在冬天关上其中一扇窗户，并且直到春天才再次打开，那么这个村子一共有多少扇开着的窗户？`,
  fa: (word, a, b) =>
    `در روستای ${word} کنار رودخانه ${a} خانه هست و هر خانه ${b} پنجره دارد. اگر مردم در زمستان یکی از پنجره‌ها را ببندند و تا بهار آن را باز نکنند، این روستا چند پنجرهٔ باز دارد؟`,
  te: (word, a, b) =>
    `${word} గ్రామంలో నది పక్కన ${a} ఇళ్లు ఉన్నాయి, ఒక్కో ఇంటికి ${b} కిటికీలు ఉన్నాయి. చలికాలంలో ప్రజలు ఒక కిటికీని మూసివేసి వసంతకాలం వరకు తెరవకపోతే, గ్రామంలో ఎన్ని కిటికీలు తెరిచి ఉంటాయి?`,
  bn: (word, a, b) =>
    `${word} গ্রামে নদীর ধারে ${a}টি বাড়ি আছে এবং প্রতিটি বাড়িতে ${b}টি জানালা আছে। শীতকালে লোকেরা একটি জানালা বন্ধ করলে এবং বসন্তের আগে না খুললে গ্রামে কতগুলি জানালা খোলা থাকে?`,
}

export async function run(): Promise<Figure[]> {
  const sets = Array.from({ length: SETS }, (_, set) =>
    Object.keys(TEXTS).map((language) => setOf(set, language)),
  ).flat()
  const sha256 = (bytes: Uint8Array): Uint8Array => createHash('sha256').update(bytes).digest()
  const began = performance.now()
  const findings = preflight({ protocol: null, sets, sha256 })
  const seconds = (performance.now() - began) / 1000
  // A preflight that found nothing would be fast for the wrong reason.
  const planted = findings.filter(({ code }) => code === 'untranslated.same').length
  if (planted !== SETS) throw new Error(`Of ${SETS} planted rows ${planted} were found.`)
  return [
    { name: 'preflight/33-sets-10-languages', value: seconds, unit: 's', goal: GOAL, met: seconds <= GOAL },
  ]
}

/** One translation of a set; in each Korean one a row was left in English. */
function setOf(set: number, language: string): PreflightSet {
  const items = Array.from({ length: ITEMS }, (_, row) => {
    const written = language === 'ko' && row === 7 ? 'en' : language
    const [a, b] = [row + 3, ((set * 7 + row * 13) % 89) + 2]
    return {
      id: `q${row + 1}`,
      split: 'evaluation' as const,
      input: TEXTS[written]?.(wordOf(set * ITEMS + row), a, b) ?? '',
      target: [String(a * b - 1)],
      itemKey: null,
      refKey: null,
    }
  })
  const about = {
    file: `set${set}-${language}.csv`,
    name: null,
    description: null,
    licence: 'CC0-1.0',
    source: null,
  }
  return { id: `set${set}-${language}`, language, split: null, n: null, idsDeclared: true, items, about }
}

/** A made-up name with its number in it, in letters. */
function wordOf(number: number): string {
  const syllables = ['ba', 'do', 'ke', 'li', 'mu', 'na', 'po', 'ri', 'sa', 'tu']
  return [...String(number)].map((digit) => syllables[Number(digit)] ?? '').join('')
}
