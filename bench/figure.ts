/** One measured figure, beside its rival or floor and the goal it is held against. */
export type Figure = {
  name: string
  value: number
  unit: string
  /** What it is compared with, measured in the same run. */
  rival?: { name: string; value: number }
  /** Value over rival. */
  ratio?: number
  /** Largest (or smallest, where more is better) value or ratio that meets the goal. */
  goal: number
  met: boolean
}
