export type { LedgerRow, ReportInput } from './input.ts'
export { ReportDocument } from './document.ts'
export type { Block, Cell, Figure, FigureRow, Ref, Table, Text } from './document.ts'
