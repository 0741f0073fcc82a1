/** What the drift prompts of a run came to, worked out again. */
import { z } from 'zod'
import { sentence } from '../../error.ts'
import { toHex } from '../../statement/index.ts'
import type { BodyOf, Run, Sha256 } from '../../statement/index.ts'
import { DRIFT_MOMENTS, driftAbout, driftFact, driftOf } from '../drift.ts'
import { findingInWords } from './finding.ts'
import type { Finding } from './finding.ts'
import { isSalt } from './answers.ts'
import { linesOf } from './items.ts'

const Line = z.strictObject({
  check: z.int().min(1),
  moment: z.enum(DRIFT_MOMENTS),
  prompt: z.int().min(1),
  attempt: z.int().min(1),
  completion: z.string().nullable(),
})

/** The fact of a run against its p, and its p against the answers, where they are here. */
export function verifyDrift(
  body: Run,
  planned: BodyOf<'protocol'>['generation']['drift'],
  answers: Uint8Array | null,
  name: string,
  sha256: Sha256,
): Finding[] {
  const { drift } = body
  const findings: Finding[] = []
  const fact = drift === undefined ? undefined : driftFact(drift.p)
  if (body.facts.drift !== fact)
    findings.push({
      what: 'fact',
      where: `${name} facts.drift`,
      expected: fact ?? null,
      found: body.facts.drift ?? null,
    })
  if (drift === undefined || answers === null) return findings
  const digest = toHex(sha256(answers))
  if (digest !== drift.answers.sha256)
    findings.push({ what: 'digest', where: `${name} drift`, expected: drift.answers.sha256, found: digest })
  const lines: z.infer<typeof Line>[] = []
  const seen = new Set<string>()
  for (const [index, bytes] of linesOf(answers).entries()) {
    if (index === 0 && isSalt(bytes)) continue
    const read = Line.safeParse(parsed(bytes))
    const line = read.data
    const check = line === undefined ? undefined : drift.checks[line.check - 1]
    const key = `${line?.check} ${line?.prompt} ${line?.attempt}`
    if (
      line === undefined ||
      check?.moment !== line.moment ||
      line.prompt > (planned?.prompts.length ?? 0) ||
      line.attempt > (planned?.repeats ?? 0) ||
      seen.has(key)
    ) {
      const where = `${name} drift line ${index + 1}`
      return [
        ...findings,
        findingInWords('unreadable', where, sentence`one answer of a check that was made`, sentence`none`),
      ]
    }
    seen.add(key)
    lines.push(line)
  }
  const p = driftOf(lines, driftAbout(body), sha256)
  if (p !== drift.p) findings.push({ what: 'number', where: `${name} drift.p`, expected: p, found: drift.p })
  return findings
}

function parsed(line: Uint8Array): unknown {
  try {
    return JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(line))
  } catch (cause) {
    if (cause instanceof SyntaxError || cause instanceof TypeError) return undefined
    throw cause
  }
}
