import { z } from 'zod'
import { Sharing } from '../header.ts'
import { SubjectName } from '../in-toto.ts'
import { DATA_SEEN, Json, Nonce, Slug, StatementRef, Text, Timestamp } from './common.ts'

export const Amendment = z
  .strictObject({
    nonce: Nonce.optional(),
    type: z.literal('protocol').describe('what is amended'),
    exercise: Slug.describe('id of the exercise'),
    protocol: StatementRef.describe('the frozen protocol'),
    changes: z
      .array(
        z.strictObject({
          field: z
            .string()
            .min(1)
            .max(200)
            .describe('dotted path of a field of the protocol, such as `generation.retries`'),
          from: Json.describe('its value before'),
          to: Json.describe('its value after'),
        }),
      )
      .min(1)
      .max(50)
      .describe('what changes'),
    why: Text.describe('the reason'),
    dataSeen: z.enum(DATA_SEEN).describe('which results had been seen when this was decided'),
  })
  .describe('A change to a frozen protocol, in force once every participant has signed it')
export type Amendment = z.infer<typeof Amendment>

/** Label changes of one statement beyond this are numbered no further. */
const MOST_CHANGES = 1_000_000

export const SharingAmendment = z
  .strictObject({
    nonce: Nonce.optional(),
    type: z.literal('sharing').describe('what is amended'),
    exercise: Slug.nullable().describe('id of the exercise; null = it belongs to none'),
    on: StatementRef.describe(
      'the statement whose label changes; only its issuer may, with a link `amends` to it',
    ),
    number: z
      .int()
      .min(1)
      .max(MOST_CHANGES)
      .describe('counts up with each change of the label of that statement: the order in which they hold'),
    sharing: Sharing.describe(
      'the whole label from now on; `embargoUntil: null` lifts an embargo, not before its date',
    ),
    blobs: z
      .array(
        z.strictObject({
          name: SubjectName.describe('name of the blob in the statement'),
          sharing: Sharing.nullable().describe('its own label from now on; null = that of the statement'),
        }),
      )
      .max(4096)
      .describe('blobs whose own label changes; the others keep theirs'),
    why: Text.describe('the reason'),
    approval: z
      .strictObject({
        by: Slug.describe('pseudonym of the person who approved, whom only the institute can tell'),
        at: Timestamp.describe('when'),
      })
      .nullable()
      .describe('who approved; without one a change that opens anything to anybody does not hold'),
  })
  .describe('A change to the label of a statement by its issuer. One that narrows recalls no copies')
export type SharingAmendment = z.infer<typeof SharingAmendment>

/** The body of an amendment: what it amends decides its form. */
export const AmendmentBody = z
  .discriminatedUnion('type', [Amendment, SharingAmendment])
  .describe('A change to a frozen protocol, or to the label of a statement')
