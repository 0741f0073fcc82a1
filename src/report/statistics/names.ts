import { isolate } from '../build/voice.ts'
import type { Voice } from '../build/voice.ts'

/** A lab inside a sentence: `lab D`, or its name alone where that says that it is one. */
export function labName(voice: Voice, lab: string): string {
  return /^(?:lab|institut)/i.test(lab) ? isolate(lab) : voice.t('statistics.lab', { lab: isolate(lab) })
}
