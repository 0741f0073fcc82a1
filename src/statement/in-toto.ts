/**
 * The signed payload: an in-toto Statement (in-toto/attestation, spec/v1/statement.md).
 * `subject[0]` is the body, the rest are blobs; `predicate` is our header.
 */
import { z } from 'zod'
import { inEnglish, sentence } from '../error.ts'
import { Header, Sharing, TLP_LABELS } from './header.ts'
import { Sha256Hex } from './kinds/common.ts'

export const STATEMENT_TYPE = 'https://in-toto.io/Statement/v1'

/** Name space of our predicate types, until a domain is owned. */
export const NAMESPACE = 'https://concord.example'

export const MAX_SUBJECTS = 4096

/** Sizes in bytes that no statement may exceed; a charter may lower them. */
export const SIZE_LIMITS = { payload: 256 * 1024, envelope: 1024 * 1024, body: 16 * 1024 * 1024 } as const

/** Name of the body among the subjects. */
export const BODY_NAME = 'body.json'
export const ENCRYPTED_BODY_NAME = 'body.json.age'

const MediaType = z
  .string()
  .max(120)
  .regex(
    /^[a-z0-9][a-z0-9!#$&^_.+-]*\/[a-z0-9][a-z0-9!#$&^_.+-]*(?:; ?[a-z0-9-]+=[A-Za-z0-9._-]+)*$/,
    inEnglish(sentence`a media type`),
  )
  .meta({ id: 'MediaType', description: 'What kind of file it is, such as `text/csv`' })

/** A relative path without `.` or `..`, at most 200 bytes of UTF-8. */
export const SubjectName = z
  .string()
  .min(1)
  .refine(isRelativePath, inEnglish(sentence`a relative path without ".." of at most 200 bytes`))

export const Subject = z.strictObject({
  name: SubjectName.describe('relative path without `..`, at most 200 bytes; none twice'),
  digest: z.strictObject({ sha256: Sha256Hex.describe('digest of its bytes') }).describe('what it is'),
  mediaType: MediaType.describe('what kind of file it is'),
  annotations: z
    .strictObject({
      size: z.int().min(0).describe('number of its bytes'),
      sharing: Sharing.optional().describe('its own label, where it is stricter than that of the statement'),
    })
    .describe('more about it'),
})
export type Subject = z.infer<typeof Subject>

const PREDICATE_TYPE = /^https:\/\/concord\.example\/([a-z0-9]+(?:-[a-z0-9]+)*)\/v([1-9][0-9]{0,5})$/

/** The outer form alone; enough to know the kind of a statement that is not ours to interpret. */
export const StatementType = z.looseObject({
  _type: z.literal(STATEMENT_TYPE),
  predicateType: z.string().max(200).regex(PREDICATE_TYPE, `${NAMESPACE}/<kind>/v<n>`),
})

export const Statement = z
  .strictObject({
    _type: z.literal(STATEMENT_TYPE).describe('an in-toto Statement v1'),
    subject: z
      .array(Subject)
      .min(1)
      .max(MAX_SUBJECTS)
      .describe(`the body, named \`${BODY_NAME}\`, then the blobs that belong to it`),
    predicateType: z
      .string()
      .max(200)
      .regex(PREDICATE_TYPE, `${NAMESPACE}/<kind>/v<n>`)
      .describe(`the kind and its version: \`${NAMESPACE}/<kind>/v<n>\``),
    predicate: Header.describe('the header'),
  })
  .superRefine((statement, context) => {
    const { subject, predicate } = statement
    const wanted = predicate.sharing.tlp === 'RED' ? ENCRYPTED_BODY_NAME : BODY_NAME
    if (subject[0]?.name !== wanted) {
      const fault =
        wanted === BODY_NAME
          ? sentence`the body, named body.json`
          : sentence`the body of a RED statement, named body.json.age`
      context.addIssue({ code: 'custom', path: ['subject', 0, 'name'], message: inEnglish(fault) })
    }
    const names = new Set<string>()
    for (const [index, { name, annotations }] of subject.entries()) {
      if (names.has(name)) {
        context.addIssue({
          code: 'custom',
          path: ['subject', index, 'name'],
          message: inEnglish(sentence`no name twice`),
        })
      }
      names.add(name)
      const own = annotations.sharing
      if (own !== undefined && rank(own) < rank(predicate.sharing)) {
        context.addIssue({
          code: 'custom',
          path: ['subject', index, 'annotations', 'sharing'],
          message: inEnglish(sentence`a blob may only be stricter than its statement`),
        })
      }
    }
  })
export type Statement = z.infer<typeof Statement>

/** `<namespace>/<kind>/v<version>`. */
export function predicateTypeOf(kind: string, version = 1): string {
  return `${NAMESPACE}/${kind}/v${version}`
}

/** Kind and version of a predicate type; undefined for one that is not of our name space. */
export function kindOf(predicateType: string): { kind: string; version: number } | undefined {
  const match = PREDICATE_TYPE.exec(predicateType)
  if (match?.[1] === undefined) return undefined
  return { kind: match[1], version: Number(match[2]) }
}

/** A character takes at most three bytes per UTF-16 code unit, so short names need no encoding. */
function byteLength(name: string): number {
  return 3 * name.length <= 200 ? name.length : new TextEncoder().encode(name).length
}

function rank(sharing: Sharing): number {
  return TLP_LABELS.indexOf(sharing.tlp)
}

function isRelativePath(name: string): boolean {
  if (!name.isWellFormed() || byteLength(name) > 200) return false
  // eslint-disable-next-line no-control-regex -- control characters in a name are what is refused here
  if (/[\u0000-\u001f\u007f\\:]/.test(name)) return false
  return name.split('/').every((part) => part !== '' && part !== '.' && part !== '..')
}
