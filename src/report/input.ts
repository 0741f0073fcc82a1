import type {
  Amendment,
  Analysis,
  JsonValue,
  Opinion,
  Protocol,
  Retraction,
  Run,
  Withdrawal,
} from '../statement/index.ts'

/** One field of a run, planned against actual; found by the room `exercise`. */
export type LedgerRow = {
  field: string
  class: 'test-identity' | 'generation' | 'conditions' | 'volume'
  planned: JsonValue | null
  actual: JsonValue | null
  relation: 'same' | 'different' | 'unknown'
  /** What the lab says about a difference. */
  reason: string | null
  /** Follows from another difference (volume): shown apart, never counted as a deviation of its own. */
  derived: boolean
}

/** Whether a run measured what was agreed, and the fields that decided. No score enters. */
export type Comparability = {
  verdict: 'same-measurement' | 'comparable-with-caveat' | 'not-comparable'
  decidedBy: readonly { field: string; relation: 'different' | 'unknown' }[]
}

/** All a report is made of: verified statement bodies, and who signed them. Ids are `sha256:` and 64 hex digits. */
export type ReportInput = {
  /** Slug of the exercise. */
  exercise: string
  title: string
  labels: {
    /** Invented institutes: said in the first line and among the limits. */
    rehearsal: boolean
    retrospective: boolean
    simulated: boolean
    singleInstitute: boolean
    /** Pilot runs that were received; listed, never analysed. */
    pilotCount: number
    tlp: string
  }
  /** `created` is RFC 3339; signers are member ids. */
  protocol: { id: string; body: Protocol; created: string; signers: readonly string[] }
  /** Versions of the protocol beside it that opinions are about or that answer them. */
  otherVersions: readonly { id: string; version: number; signers: readonly string[] }[]
  amendments: readonly { id: string; body: Amendment; created: string; signers: readonly string[] }[]
  /** Null until the exercise is analysed: the report then says how far it is. Signers have recomputed it. */
  analysis: { id: string; body: Analysis; signers: readonly string[] } | null
  runs: readonly {
    id: string
    body: Run
    signers: readonly string[]
    ledger: readonly LedgerRow[]
    comparability: Comparability
  }[]
  opinions: readonly {
    id: string
    body: Opinion
    by: string
    /**
     * The version of the protocol it is about, and the first later one that its author signed, null where there is none;
     * null of an opinion on another statement.
     */
    version: { number: number; answeredBy: number | null } | null
  }[]
  /** Who took part in the protocol as it was agreed, and by amendments takes part no longer. */
  dropped: readonly string[]
  /**
   * Who has withdrawn, what its author has taken back (`on` is the statement that is retracted), and which runs under
   * the analysis their labs have had erased.
   */
  notices: {
    erased: readonly { id: string; on: string; by: string }[]
    withdrawn: readonly { id: string; by: string; why: string; dataSeen: Withdrawal['dataSeen'] }[]
    retracted: readonly {
      id: string
      on: string
      kind: 'run' | 'analysis' | 'opinion'
      by: string
      reason: Retraction['reason']
      why: string
    }[]
  }
  /** Every member named anywhere above. */
  members: readonly { id: string; name: string }[]
  charter: { id: string; version: number; name: string; expires: string }
  verification: { status: 'verified' | 'differs' | 'not-checked'; findings: readonly string[] }
  /** The command that checks this report, on one line. */
  verifyCommand: string
}
