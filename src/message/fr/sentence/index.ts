/** The sentences of the source in French, by their English pattern; one file a room. */
import { node } from './node.ts'
import { statistics } from './statistics.ts'

export const sentences: Readonly<Record<string, string>> = { ...node, ...statistics }
