/** What a page can lead to. */
export type Target =
  | { to: 'exercises' }
  | { to: 'exercise'; id: string }
  | { to: 'report-file'; exercise: string; format: 'html' | 'json' }
  /** `outcome`, `language` null: all; `from` counts attempts from 0. */
  | { to: 'run'; id: string; outcome?: string | null; language?: string | null; from?: number }
  /** One item of a set, with what a run answered to it. */
  | { to: 'item'; run: string; set: string; item: string }
  | { to: 'statement'; id: string }
  | { to: 'blob'; sha256: string }

/** Gives the address of a target, `null` where this reader cannot go there. */
export type Href = (target: Target) => string | null
