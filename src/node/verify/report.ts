/** A report held against its own data, and against the report that its evidence gives. */
import path from 'node:path'
import { ConcordError, sentence, type Sentence } from '../../error.ts'
import {
  buildReport,
  compareReports,
  differenceInWords,
  findPageDifference,
  readReport,
  renderHtml,
  renderJson,
} from '../../report/index.ts'
import type { ReportDocument } from '../../report/index.ts'
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
 * from that evidence, compared place by place.
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
  if (again.trim() !== text.trim()) findings.push(pageFinding(result.target, again, text))
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
  findings.push(...rebuildFindings(document, evidence, archive.chain, result))
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
function rebuildFindings(
  document: ReportDocument,
  all: Evidence,
  chain: CharterChain,
  result: VerificationResult,
): Sentence[] {
  const { sources } = document
  const findings: Sentence[] = []
  const listed = new Map(sources.signers.map(({ id, members }) => [id, members]))
  const then = <One extends { id: string; signers: readonly string[] }>(
    list: readonly One[],
    ids: readonly string[],
    nameOf: (one: One) => Sentence,
  ) =>
    list.flatMap((one) => {
      if (!ids.includes(one.id)) return []
      const members = listed.get(one.id) ?? one.signers
      const forged = members.filter((member) => !one.signers.includes(member))
      const twice = members.find((member, index) => members.indexOf(member) < index)
      if (forged.length === 0 && twice === undefined) return [{ ...one, signers: members }]
      findings.push(
        forged.length > 0 || twice === undefined
          ? sentence`signature: the report says that ${forged.join(', ')} signed ${nameOf(one)}, which the evidence does not show`
          : sentence`signature: the report lists ${twice} twice among those who signed ${nameOf(one)}`,
      )
      // With its false list every line that hangs on signatures would differ, and hide what was forged.
      return [one]
    })
  // What came after it does not make a report wrong: what has been taken back since is a warning.
  const retractions = all.retractions.filter(({ id }) => sources.notices.includes(id))
  // A report that says what was taken back rests on that, too, though it counts for nothing.
  const takenBack = retractions.map(({ body }): string => body.on)
  const evidence: Evidence = {
    ...all,
    protocols: then(
      all.protocols,
      [sources.protocol, ...sources.otherVersions],
      ({ body }) => sentence`version ${body.version} of the protocol`,
    ),
    amendments: then(all.amendments, sources.amendments, ({ id }) => sentence`the amendment ${id}`),
    analyses: then(
      all.analyses,
      [...(sources.analysis === null ? [] : [sources.analysis]), ...takenBack],
      () => sentence`the analysis`,
    ),
    runs: then(
      all.runs,
      [...sources.runs, ...takenBack],
      ({ body }) => sentence`the run of ${body.lab} with ${body.model}`,
    ),
    opinions: all.opinions.filter(({ id }) => sources.opinions.includes(id)),
    withdrawals: all.withdrawals.filter(({ id }) => sources.notices.includes(id)),
    retractions,
    erasures: all.erasures.filter(({ id }) => sources.notices.includes(id)),
  }
  let whole = true
  for (const id of [
    sources.protocol,
    ...sources.otherVersions,
    ...sources.amendments,
    ...sources.runs,
    ...(sources.analysis === null ? [] : [sources.analysis]),
  ]) {
    if (all.about.has(id)) continue
    whole = false
    findings.push(sentence`the statement ${id} of the report is not in the evidence`)
  }
  if (sources.charter !== chain.pinned) {
    whole = false
    findings.push(
      sentence`the report names charter ${sources.charter}, the evidence stands on ${chain.pinned}`,
    )
  }
  // From other evidence every line would differ.
  if (!whole) return findings
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
  return [...findings, ...differences(again, document, result)]
}

/** Those that are said one by one. */
const SAID = 5

/** The places at which a report is not what its evidence gives; all of them go into the result. */
function differences(
  expected: ReportDocument,
  found: ReportDocument,
  result: VerificationResult,
): Sentence[] {
  const all = compareReports(expected, found)
  for (const { path: at, expected: one = null, found: other = null } of all)
    result.differences.push({ path: at, expected: one, found: other })
  const more = all.length - SAID
  return [
    ...all.slice(0, SAID).map(differenceInWords),
    ...(more > 0 ? [sentence`report: ${more} more of its places do not follow from the evidence`] : []),
  ]
}

/** How a page is not the one its data give. */
function pageFinding(target: string, expected: string, found: string): Sentence {
  const difference = findPageDifference(expected, found)
  if (difference === undefined)
    return sentence`the page of ${target} is not the one its data give: text, picture or figure was changed`
  const { under } = difference
  const [is, wanted] = [`“${difference.found}”`, `“${difference.expected}”`]
  return under === null
    ? sentence`the page of ${target} is not the one its data give: at its head it says ${is}, its data give ${wanted}`
    : sentence`the page of ${target} is not the one its data give: under “${under}” it says ${is}, its data give ${wanted}`
}
