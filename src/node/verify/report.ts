/** A report held against its own data, and against the report that its evidence gives. */
import path from 'node:path'
import { ConcordError, sentence, type Sentence } from '../../error.ts'
import { buildReport, readReport, renderHtml, renderJson } from '../../report/index.ts'
import type { ReportDocument } from '../../report/index.ts'
import { Json } from '../../statement/index.ts'
import type { JsonValue } from '../../statement/index.ts'
import type { CharterChain, Crypto } from '../../trust/index.ts'
import { stateOf } from '../evidence.ts'
import type { Evidence } from '../evidence.ts'
import type { Home, World } from '../institute.ts'
import { loadNetworks, networkOfIssuer, ownerOf, readAs } from '../networks.ts'
import { readWhole } from '../read-whole.ts'
import { reportInput } from '../reports.ts'
import { archiveOfBundle, archiveOfHome, pinOf } from './archive.ts'
import type { Archive, VerifyOptions } from './archive.ts'
import { verifyEvidence } from './evidence.ts'
import { gather } from './gather.ts'
import { emptyResult, failed } from './result.ts'
import type { VerificationResult } from './result.ts'

/**
 * A report: its page against the data inside it, the evidence it names as above, and the document built again
 * from that evidence, compared block by block.
 */
export async function verifyReport(
  home: Home | null,
  world: World,
  crypto: Crypto,
  target: string,
  bytes: Uint8Array,
  options: VerifyOptions,
): Promise<VerificationResult> {
  const result = emptyResult(path.basename(target))
  const text = new TextDecoder().decode(bytes)
  let document: ReportDocument
  try {
    document = readReport(text)
  } catch (cause) {
    // A report that cannot be read was changed, or is none: either way it does not verify.
    if (!(cause instanceof ConcordError)) throw cause
    return failed(result, [cause.sentence])
  }
  const findings: Sentence[] = []
  const again = text.trimStart().startsWith('<') ? renderHtml(document) : renderJson(document)
  if (again.trim() !== text.trim())
    findings.push(
      sentence`the page of ${result.target} is not the one its data give: text, picture or figure was changed`,
    )
  const archive = await archiveForReport(home, world, crypto, document, options, result)
  if (archive === undefined) {
    throw new ConcordError(
      'usage',
      sentence`The evidence of this report is not here: give the bundle it was made from with --bundle FILE, and the charter id with --charter.`,
    )
  }
  const gathered = gather(archive, crypto)
  findings.push(...gathered.findings)
  result.checked.statements = gathered.statements
  result.warnings.push(...gathered.warnings)
  result.checked.reports = 1
  const unchecked = new Set(gathered.unchecked)
  const evidence = gathered.byExercise.get(document.exercise)
  if (evidence === undefined || evidence.protocols.length === 0) {
    findings.push(sentence`the exercise ${document.exercise} of the report is not in the evidence`)
    return failed(result, findings)
  }
  await verifyEvidence(evidence, result, findings, unchecked)
  result.unchecked.push(...[...unchecked].sort())
  findings.push(...rebuildFindings(document, evidence, archive.chain))
  return failed(result, findings)
}

async function archiveForReport(
  home: Home | null,
  world: World,
  crypto: Crypto,
  document: ReportDocument,
  options: VerifyOptions,
  result: VerificationResult,
): Promise<Archive | undefined> {
  const [bundle] = options.bundles ?? []
  if (bundle !== undefined) {
    const bytes = await readWhole(bundle)
    return archiveOfBundle(home, world, crypto, bundle, bytes, options, result)
  }
  if (home === null) return undefined
  const reader = await readAs(home, ownerOf(home))
  const listed = await reader.listStatements({ exercise: document.exercise })
  if (listed.length === 0) return undefined
  const pinned = pinOf(options.charter ?? document.sources.charter)
  // The charter a report names is not yet trusted: it must be one that was pinned here by hand.
  const networks = await loadNetworks(home)
  if (options.charter === undefined && !networks.some((network) => network.pinned === pinned))
    return undefined
  const roots = listed
    .filter(
      ({ issuer }) => options.charter !== undefined || networkOfIssuer(networks, issuer)?.pinned === pinned,
    )
    .map(({ id }) => id)
  return archiveOfHome(home, world, roots, pinned, result)
}

/** Builds the report again from the evidence, with the signatures it had when it was made, and compares. */
function rebuildFindings(document: ReportDocument, all: Evidence, chain: CharterChain): Sentence[] {
  const { sources } = document
  const findings: Sentence[] = []
  const listed = new Map(sources.signers.map(({ id, members }) => [id, members]))
  const then = <One extends { id: string; signers: readonly string[] }>(
    list: readonly One[],
    ids: readonly string[],
  ) =>
    list.flatMap((one) => {
      if (!ids.includes(one.id)) return []
      const members = listed.get(one.id) ?? one.signers
      const forged = members.filter((member) => !one.signers.includes(member))
      if (forged.length > 0)
        findings.push(
          sentence`signature: the report says that ${forged.join(', ')} signed ${one.id}, which the evidence does not show`,
        )
      return [{ ...one, signers: members.filter((member) => one.signers.includes(member)) }]
    })
  const evidence: Evidence = {
    ...all,
    protocols: then(all.protocols, [sources.protocol]),
    amendments: then(all.amendments, sources.amendments),
    analyses: then(all.analyses, sources.analysis === null ? [] : [sources.analysis]),
    runs: then(all.runs, sources.runs),
    opinions: all.opinions.filter(({ id }) => sources.opinions.includes(id)),
    // What came after it does not make a report wrong: what has been taken back since is a warning.
    withdrawals: all.withdrawals.filter(({ id }) => sources.notices.includes(id)),
    retractions: all.retractions.filter(({ id }) => sources.notices.includes(id)),
  }
  for (const id of [
    sources.protocol,
    ...sources.amendments,
    ...sources.runs,
    ...(sources.analysis === null ? [] : [sources.analysis]),
  ]) {
    if (!all.about.has(id)) findings.push(sentence`the statement ${id} of the report is not in the evidence`)
  }
  if (sources.charter !== chain.pinned)
    findings.push(
      sentence`the report names charter ${sources.charter}, the evidence stands on ${chain.pinned}`,
    )
  if (findings.length > 0) return findings
  const stated = document.blocks.find((block) => block.block === 'verification')
  const state = stateOf(evidence)
  const input = reportInput(evidence, state, chain, {
    status: stated?.status ?? 'not-checked',
    findings: stated?.findings ?? [],
  })
  const command = document.blocks.find((block) => block.block === 'how-to-verify')
  const again = buildReport(
    { ...input, verifyCommand: command?.command ?? input.verifyCommand },
    document.locale,
  )
  const difference = firstDifference(Json.parse(again), Json.parse(document), 'report')
  return difference === undefined ? [] : [sentence`number: ${difference}`]
}

/** Where two JSON values first differ, in words. */
function firstDifference(expected: JsonValue, found: JsonValue, where: string): Sentence | undefined {
  if (typeof expected === 'object' && expected !== null && typeof found === 'object' && found !== null) {
    const a = Object.entries(expected)
    const b = new Map(Object.entries(found))
    for (const [key, value] of a) {
      const other = b.get(key)
      if (other === undefined) return sentence`${where}.${key} is missing`
      const inside = firstDifference(value, other, `${where}.${key}`)
      if (inside !== undefined) return inside
    }
    const extra = [...b.keys()].find((key) => !a.some(([name]) => name === key))
    return extra === undefined ? undefined : sentence`${where}.${extra} does not follow from the evidence`
  }
  return expected === found
    ? undefined
    : sentence`${where} is ${JSON.stringify(found)}, the evidence gives ${JSON.stringify(expected)}`
}
