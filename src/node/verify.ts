/**
 * Verification of a bundle, a report, an exercise or a statement, from the bytes: signatures under the pinned
 * charter, digests, protocol match, and every number computed again from the item blobs with the stored seed.
 */
import { readFile } from 'node:fs/promises'
import path from 'node:path'
import { ConcordError } from '../error.ts'
import { verifyAnalysis, verifyRun } from '../exercise/index.ts'
import type { VerificationFinding } from '../exercise/index.ts'
import { buildReport, readReport, renderHtml, renderJson } from '../report/index.ts'
import type { ReportDocument } from '../report/index.ts'
import {
  Amendment,
  Analysis,
  Dataset,
  Evaluation,
  Json,
  Model,
  Opinion,
  Protocol,
  Run,
  StatementId,
} from '../statement/index.ts'
import type { JsonValue } from '../statement/index.ts'
import { parseEnvelope, readBundle, resolveCharter, verifyStatement } from '../trust/index.ts'
import type {
  CharterChain,
  CharterRecord,
  Crypto,
  StatementRecord,
  VerifiedStatement,
} from '../trust/index.ts'
import { createNodeCrypto } from './crypto.ts'
import { mainAnalysis, stateOf } from './evidence.ts'
import type { Evidence } from './evidence.ts'
import type { Home, World } from './institute.ts'
import { charterRecords, loadNetworks, ownerOf, readAs, standOn } from './networks.ts'
import { closureOf } from './publish.ts'
import { unreadable } from './receive.ts'
import { reportInput } from './reports.ts'
import { analysisEvidence, findingText, RESCORE, runEvidence } from './results.ts'

export type VerificationResult = {
  ok: boolean
  /** What was verified: a file name, an exercise or an id. */
  target: string
  /** What was looked at. */
  checked: { statements: number; runs: number; analyses: number; reports: number }
  findings: string[]
  /** What could not be checked because it is not here or not released. */
  unchecked: string[]
  warnings: string[]
}

/** Statements as bytes, with their blobs and the chain they are held against. */
type Archive = {
  records: readonly StatementRecord[]
  blob: (statement: string, sha256: string) => Promise<Uint8Array | undefined>
  bodies: (sha256: string) => Uint8Array | undefined
  /** Digests of the blobs that came with the records, if they came in a file. */
  brought: Iterable<string>
  chain: CharterChain
}

type Gathered = {
  byExercise: Map<string, Evidence>
  findings: string[]
  unchecked: string[]
  statements: number
}

export type VerifyOptions = {
  /** The first charter of the network, pinned by hand; otherwise what the folder has pinned. */
  charter?: string | undefined
  /** Bundles that bring the evidence for a report, or for an id that is not in the folder. */
  bundles?: readonly string[]
}

/** Verifies a file or, in a folder, an exercise or statement by its id. Never throws for what does not hold: that is a finding. */
export async function verify(
  home: Home | null,
  world: World,
  target: string,
  options: VerifyOptions,
): Promise<VerificationResult> {
  const crypto = home?.crypto ?? createNodeCrypto()
  const bytes = await readFile(target).catch((cause: unknown) => {
    if (looksLikeFile(target)) throw unreadable(target, cause)
    return undefined
  })
  if (bytes === undefined) return verifyId(home, world, crypto, target, options)
  if (isReport(target, bytes)) return verifyReport(home, world, crypto, target, bytes, options)
  return verifyBundleFile(home, world, crypto, target, bytes, options)
}

function looksLikeFile(target: string): boolean {
  return /[/\\]|\.(concord|html?|json)$/.test(target)
}

function isReport(target: string, bytes: Uint8Array): boolean {
  const start = new TextDecoder().decode(bytes.subarray(0, 200)).trimStart()
  return /\.(html?|json)$/i.test(target) || start.startsWith('<') || start.startsWith('{')
}

async function verifyBundleFile(
  home: Home | null,
  world: World,
  crypto: Crypto,
  target: string,
  bytes: Uint8Array,
  options: VerifyOptions,
): Promise<VerificationResult> {
  const result = emptyResult(path.basename(target))
  let archive: Archive
  try {
    archive = await archiveOfBundle(home, world, crypto, bytes, options, result)
  } catch (cause) {
    if (!(cause instanceof ConcordError) || cause.code === 'usage') throw cause
    return failed(result, [cause.message])
  }
  return verifyArchive(archive, crypto, result)
}

async function archiveOfBundle(
  home: Home | null,
  world: World,
  crypto: Crypto,
  bytes: Uint8Array,
  options: VerifyOptions,
  result: VerificationResult,
): Promise<Archive> {
  const bundle = readBundle(bytes, crypto.sha256)
  const chain = await chainOf(home, world, crypto, bundle.charters, options, result)
  return {
    records: bundle.statements,
    blob: (_, sha256) => Promise.resolve(bundle.blobs.get(sha256)),
    bodies: (sha256) => bundle.blobs.get(sha256),
    brought: bundle.blobs.keys(),
    chain,
  }
}

async function chainOf(
  home: Home | null,
  world: World,
  crypto: Crypto,
  records: readonly CharterRecord[],
  { charter }: VerifyOptions,
  result: VerificationResult,
): Promise<CharterChain> {
  if (charter !== undefined) {
    const pin = StatementId.safeParse(charter)
    if (!pin.success)
      throw new ConcordError(
        'usage',
        `--charter wants the id of a first charter, sha256: and 64 hex digits, not ${charter}.`,
      )
    return resolved(resolveCharter(records, pin.data, crypto, world.now()), result)
  }
  const pins = home === null ? [] : (await loadNetworks(home)).map(({ pinned }) => pinned)
  for (const pin of pins) {
    const network = standOn({ crypto, world }, pin, records)
    if (network.ok) return resolved(resolveCharter(network.records, pin, crypto, world.now()), result)
  }
  throw new ConcordError(
    'usage',
    'Give the id of the first charter of the network with --charter: it is what all trust begins with, and it is compared by hand, never taken from the file itself.',
  )
}

function resolved(outcome: ReturnType<typeof resolveCharter>, result: VerificationResult): CharterChain {
  if (!outcome.ok) throw new ConcordError('not-verified', outcome.message)
  result.warnings.push(...outcome.warnings.map(({ message }) => message))
  return outcome.charter
}

/** The evidence of a folder for one exercise, as bytes, to be verified anew. */
async function archiveOfHome(
  home: Home,
  world: World,
  roots: readonly string[],
  pinned: StatementId,
  result: VerificationResult,
): Promise<Archive> {
  const reader = await readAs(home, ownerOf(home))
  const network = standOn({ crypto: home.crypto, world }, pinned, await charterRecords(home))
  if (!network.ok) throw new ConcordError('not-verified', network.message)
  result.warnings.push(...network.warnings.map(({ message }) => message))
  const stored = await closureOf(reader, roots)
  return {
    records: stored.map(({ envelope, body }) => ({ envelope: parseEnvelope(envelope), body })),
    blob: (statement, sha256) => reader.getBlobOf(statement, sha256),
    bodies: () => undefined,
    brought: [],
    chain: network.chain,
  }
}

async function verifyId(
  home: Home | null,
  world: World,
  crypto: Crypto,
  target: string,
  options: VerifyOptions,
): Promise<VerificationResult> {
  const result = emptyResult(target)
  const [bundle] = options.bundles ?? []
  if (bundle !== undefined) {
    const bytes = await readFile(bundle).catch((cause: unknown) => {
      throw unreadable(bundle, cause)
    })
    return verifyBundleFile(home, world, crypto, bundle, bytes, options)
  }
  if (home === null) {
    throw new ConcordError('not-found', `There is no file ${target}; without a folder (--home), give a file.`)
  }
  const reader = await readAs(home, ownerOf(home))
  const byExercise = await reader.listStatements({ exercise: target })
  const single = byExercise.length === 0 ? await reader.getStatement(target) : undefined
  const root = byExercise[0] ?? single
  if (root === undefined) {
    throw new ConcordError(
      'not-found',
      `There is no file, exercise or statement ${target} here; check the name.`,
    )
  }
  const roots = single === undefined ? byExercise.map(({ id }) => id) : [single.id]
  try {
    const pinned = await pinnedFor(home, root.issuer, options)
    return await verifyArchive(await archiveOfHome(home, world, roots, pinned, result), crypto, result)
  } catch (cause) {
    if (!(cause instanceof ConcordError) || cause.code === 'usage') throw cause
    return failed(result, [cause.message])
  }
}

async function pinnedFor(home: Home, issuer: string, { charter }: VerifyOptions): Promise<StatementId> {
  if (charter !== undefined) return StatementId.parse(charter)
  for (const network of await loadNetworks(home)) {
    if (network.ok && network.chain.latest.body.members.some(({ origin }) => origin === issuer))
      return network.pinned
  }
  throw new ConcordError('not-verified', `No network pinned here lists ${issuer}.`)
}

async function verifyArchive(
  archive: Archive,
  crypto: Crypto,
  result: VerificationResult,
): Promise<VerificationResult> {
  const gathered = gather(archive, crypto)
  const findings = [...gathered.findings]
  const unchecked = new Set(gathered.unchecked)
  result.checked.statements = gathered.statements
  for (const evidence of gathered.byExercise.values()) {
    await verifyEvidence(evidence, result, findings, unchecked)
  }
  result.unchecked.push(...[...unchecked].sort())
  return failed(result, findings)
}

/** Every analysis down to the items; every run that no analysis covers. */
async function verifyEvidence(
  evidence: Evidence,
  result: VerificationResult,
  findings: string[],
  unchecked: Set<string>,
): Promise<void> {
  const covered = new Set<string>()
  const say = (found: { findings: readonly VerificationFinding[]; unchecked: readonly string[] }): void => {
    findings.push(...found.findings.map(findingText))
    for (const what of found.unchecked) unchecked.add(what)
  }
  /** What the evidence lacks is a finding too: nothing may pass because it was left out. */
  const saying = async (work: () => Promise<void>): Promise<void> => {
    try {
      await work()
    } catch (cause) {
      if (!(cause instanceof ConcordError) || cause.code !== 'not-found') throw cause
      findings.push(cause.message)
    }
  }
  for (const { body } of evidence.protocols) {
    if (body.system.models.some(({ passport }) => !evidence.models.has(passport))) unchecked.add('passport')
  }
  for (const analysis of evidence.analyses) {
    for (const { run } of analysis.body.inputs) covered.add(run)
    await saying(async () => {
      const loaded = await analysisEvidence(evidence, analysis)
      say(await verifyAnalysis(loaded, RESCORE))
      result.checked.analyses += 1
      result.checked.runs += loaded.runs.length
    })
  }
  for (const run of evidence.runs) {
    if (covered.has(run.id) || run.body.pilot) continue
    await saying(async () => {
      say(await verifyRun(await runEvidence(evidence, run), RESCORE))
      result.checked.runs += 1
    })
  }
}

/** Verifies every statement and sorts the bodies by exercise; what does not verify is a finding. */
function gather({ records, chain, bodies, blob, brought }: Archive, crypto: Crypto): Gathered {
  const gathered: Gathered = {
    byExercise: new Map(),
    findings: [],
    unchecked: [],
    statements: records.length,
  }
  const verified: VerifiedStatement[] = []
  for (const record of records) {
    const one = verifyStatement(record, chain, crypto, bodies)
    if (one.ok) verified.push(one)
    else gathered.findings.push(`signature: ${one.message}`)
  }
  gathered.findings.push(...strayFindings(verified, brought))
  const shared = {
    evaluations: new Map<string, Evaluation>(),
    datasets: new Map<string, Dataset>(),
    models: new Map<string, Model>(),
    about: new Map<string, { issuer: string; created: string; tlp: string }>(),
    blob,
  }
  const evidenceOf = (exercise: string): Evidence => {
    const known = gathered.byExercise.get(exercise)
    if (known !== undefined) return known
    const made: Evidence = {
      exercise,
      protocols: [],
      amendments: [],
      runs: [],
      analyses: [],
      opinions: [],
      ...shared,
    }
    gathered.byExercise.set(exercise, made)
    return made
  }
  for (const one of verified) {
    if (one.body.state !== 'read') {
      gathered.unchecked.push(`${one.kind} ${one.id}`)
      continue
    }
    const { predicate } = one.statement
    shared.about.set(one.id, {
      issuer: predicate.issuer,
      created: predicate.created,
      tlp: predicate.sharing.tlp,
    })
    const signers = [...new Set(one.signers.map(({ member }) => member))]
    const { value } = one.body
    const { id } = one
    if (one.kind === 'protocol') {
      const body = Protocol.parse(value)
      evidenceOf(body.exercise).protocols.push({ id, body, signers })
    } else if (one.kind === 'amendment') {
      const body = Amendment.parse(value)
      evidenceOf(body.exercise).amendments.push({ id, body, signers })
    } else if (one.kind === 'run') {
      const body = Run.parse(value)
      evidenceOf(body.exercise).runs.push({ id, body, signers })
    } else if (one.kind === 'analysis') {
      const body = Analysis.parse(value)
      evidenceOf(body.exercise).analyses.push({ id, body, signers })
    } else if (one.kind === 'opinion') {
      const body = Opinion.parse(value)
      if (body.exercise !== null) evidenceOf(body.exercise).opinions.push({ id, body, signers })
    } else if (one.kind === 'evaluation') shared.evaluations.set(id, Evaluation.parse(value))
    else if (one.kind === 'dataset') shared.datasets.set(id, Dataset.parse(value))
    else if (one.kind === 'model') shared.models.set(id, Model.parse(value))
  }
  return gathered
}

/** Bytes that no statement names came in the place of others: those that are missing are named. */
function strayFindings(verified: readonly VerifiedStatement[], brought: Iterable<string>): string[] {
  const named = new Set(
    verified.flatMap(({ statement }) => statement.subject.map(({ digest }) => digest.sha256)),
  )
  const stray = [...brought].filter((sha256) => !named.has(sha256))
  if (stray.length === 0) return []
  const missing = verified.flatMap(({ kind, id, missingBlobs }) =>
    missingBlobs.map((name) => `${name} of ${kind} ${id}`),
  )
  return [
    `digest: the blob ${stray.join(', ')} belongs to no statement${missing.length > 0 ? `, and ${missing.join(', ')} is missing` : ''}`,
  ]
}

/**
 * A report: its page against the data inside it, the evidence it names as above, and the document built again
 * from that evidence, compared block by block.
 */
async function verifyReport(
  home: Home | null,
  world: World,
  crypto: Crypto,
  target: string,
  bytes: Uint8Array,
  options: VerifyOptions,
): Promise<VerificationResult> {
  const result = emptyResult(path.basename(target))
  const text = new TextDecoder().decode(bytes)
  const document = readReport(text)
  const findings: string[] = []
  const again = text.trimStart().startsWith('<') ? renderHtml(document) : renderJson(document)
  if (again.trim() !== text.trim())
    findings.push(
      `the page of ${result.target} is not the one its data give: text, picture or figure was changed`,
    )
  const archive = await archiveForReport(home, world, crypto, document, options, result)
  if (archive === undefined) {
    throw new ConcordError(
      'usage',
      `The evidence of this report is not here: give the bundle it was made from with --bundle FILE, and the charter id with --charter.`,
    )
  }
  const gathered = gather(archive, crypto)
  findings.push(...gathered.findings)
  result.checked.statements = gathered.statements
  result.checked.reports = 1
  const unchecked = new Set(gathered.unchecked)
  const evidence = gathered.byExercise.get(document.exercise)
  if (evidence === undefined || evidence.protocols.length === 0) {
    findings.push(`the exercise ${document.exercise} of the report is not in the evidence`)
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
    const bytes = await readFile(bundle).catch((cause: unknown) => {
      throw unreadable(bundle, cause)
    })
    return archiveOfBundle(home, world, crypto, bytes, options, result)
  }
  if (home === null) return undefined
  const reader = await readAs(home, ownerOf(home))
  const roots = (await reader.listStatements({ exercise: document.exercise })).map(({ id }) => id)
  if (roots.length === 0) return undefined
  const pinned = StatementId.parse(options.charter ?? document.sources.charter)
  // The charter a report names is not yet trusted: it must be one that was pinned here by hand.
  if (
    options.charter === undefined &&
    !(await loadNetworks(home)).some((network) => network.pinned === pinned)
  )
    return undefined
  return archiveOfHome(home, world, roots, pinned, result)
}

/** Builds the report again from the evidence, with the signatures it had when it was made, and compares. */
function rebuildFindings(document: ReportDocument, all: Evidence, chain: CharterChain): string[] {
  const { sources } = document
  const findings: string[] = []
  const listed = new Map(sources.signers.map(({ id, members }) => [id, members]))
  const then = <Body>(
    list: readonly { id: string; body: Body; signers: readonly string[] }[],
    ids: readonly string[],
  ) =>
    list.flatMap((one) => {
      if (!ids.includes(one.id)) return []
      const members = listed.get(one.id) ?? one.signers
      const forged = members.filter((member) => !one.signers.includes(member))
      if (forged.length > 0)
        findings.push(
          `signature: the report says that ${forged.join(', ')} signed ${one.id}, which the evidence does not show`,
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
  }
  for (const id of [
    sources.protocol,
    ...sources.amendments,
    ...sources.runs,
    ...(sources.analysis === null ? [] : [sources.analysis]),
  ]) {
    if (!all.about.has(id)) findings.push(`the statement ${id} of the report is not in the evidence`)
  }
  if (sources.charter !== chain.pinned)
    findings.push(`the report names charter ${sources.charter}, the evidence stands on ${chain.pinned}`)
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
  return difference === undefined ? [] : [`number: ${difference}`]
}

/** Where two JSON values first differ, in words. */
function firstDifference(expected: JsonValue, found: JsonValue, where: string): string | undefined {
  if (typeof expected === 'object' && expected !== null && typeof found === 'object' && found !== null) {
    const a = Object.entries(expected)
    const b = new Map(Object.entries(found))
    for (const [key, value] of a) {
      const other = b.get(key)
      if (other === undefined) return `${where}.${key} is missing`
      const inside = firstDifference(value, other, `${where}.${key}`)
      if (inside !== undefined) return inside
    }
    const extra = [...b.keys()].find((key) => !a.some(([name]) => name === key))
    return extra === undefined ? undefined : `${where}.${extra} does not follow from the evidence`
  }
  return expected === found
    ? undefined
    : `${where} is ${JSON.stringify(found)}, the evidence gives ${JSON.stringify(expected)}`
}

/** Checks what a report is about to show: the shown analysis, or the runs without one. */
export async function checkForReport(
  evidence: Evidence,
): Promise<{ status: 'verified' | 'differs' | 'not-checked'; findings: string[] }> {
  const state = stateOf(evidence)
  const analysis = mainAnalysis(state, evidence)
  if (analysis === undefined) return { status: 'not-checked', findings: [] }
  const { findings } = await verifyAnalysis(await analysisEvidence(evidence, analysis), RESCORE)
  return { status: findings.length === 0 ? 'verified' : 'differs', findings: findings.map(findingText) }
}

function emptyResult(target: string): VerificationResult {
  return {
    ok: true,
    target,
    checked: { statements: 0, runs: 0, analyses: 0, reports: 0 },
    findings: [],
    unchecked: [],
    warnings: [],
  }
}

function failed(result: VerificationResult, findings: readonly string[]): VerificationResult {
  result.findings.push(...new Set(findings))
  result.ok = result.findings.length === 0
  return result
}
