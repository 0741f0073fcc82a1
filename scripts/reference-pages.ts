/** The pages of docs/reference that are made from the code: path below docs/reference → text. */
import { z } from 'zod'
import { EvaluationFile, PREFLIGHT_RULES, ProtocolDraft } from '../src/exercise/index.ts'
import { translate } from '../src/message/index.ts'
import {
  BODY_NAME,
  FACT_CLASSES,
  Header,
  isKind,
  Item,
  KINDS,
  PAYLOAD_TYPE,
  PROTOCOL_PARTS,
  SIZE_LIMITS,
  Statement,
} from '../src/statement/index.ts'
import type { Kind } from '../src/statement/index.ts'
import { commandPage } from './command-page.ts'
import { fieldTables, namedTypes } from './schema-table.ts'
import type { FieldTable, TypeLink } from './schema-table.ts'

export const MADE_BY = '*Made from the code by `npm run docs`; to change this page, change the code.*'

export function referencePages(): Map<string, string> {
  const pages = new Map([
    ['cli.md', commandPage(MADE_BY)],
    ['protocol.md', protocolPage()],
    ['types.md', typesPage()],
    ['statements/README.md', statementsPage()],
  ])
  for (const kind of Object.keys(KINDS)) if (isKind(kind)) pages.set(`statements/${kind}.md`, kindPage(kind))
  return pages
}

/** Fields of the schemas the pages show that have no meaning in the source; none should. */
export function fieldsWithoutMeaning(): string[] {
  const shown = { ...KINDS, Statement, Header, Item, ProtocolDraft, EvaluationFile }
  const own = Object.entries(shown).flatMap(([name, schema]) =>
    fieldTables(schema, String).flatMap(({ rows }) =>
      rows.map((row) => ({ ...row, path: `${name}: ${row.path}` })),
    ),
  )
  const named = namedTypes(Object.values(shown), String).flatMap(({ name, about, tables }) => [
    { path: `type ${name}`, meaning: about },
    ...tables.flatMap(({ rows }) =>
      rows.map(({ path, meaning }) => ({ path: `type ${name}: ${path}`, meaning })),
    ),
  ])
  return [...own, ...named].filter(({ meaning }) => meaning === '').map(({ path }) => path)
}

/** Links to the page of types, from a page at `page`. */
const linkTo =
  (page: string): TypeLink =>
  (name) =>
    `[${name}](${page}#${name.replaceAll(' ', '-').toLowerCase()})`

/** The first letter large and a full stop, as a sentence of its own. */
function sentence(text: string): string {
  return text === '' ? '' : `${text.charAt(0).toUpperCase()}${text.slice(1)}.`
}

function rowsOf(rows: FieldTable['rows']): string {
  const absent = rows.some(({ presence }) => presence !== 'required')
  const lines = rows.map(
    ({ path, type, presence, meaning }) =>
      `| \`${path}\` | ${type} |${absent ? ` ${presence === 'required' ? '' : presence} |` : ''} ${meaning} |`,
  )
  return [
    `| field | type |${absent ? ' absent |' : ''} meaning |`,
    `| --- | --- |${absent ? ' --- |' : ''} --- |`,
    ...lines,
  ].join('\n')
}

/** A field with several forms, or the whole: a heading and a table for each. */
function formsOf(tables: readonly FieldTable[], heading: string): string[] {
  return tables.flatMap(({ at, form, about, rows }) =>
    form === null
      ? []
      : [`${heading} ${at === '' ? '' : `\`${at}\`: `}\`${form}\``, sentence(about), rowsOf(rows)],
  )
}

function page(...blocks: readonly string[]): string {
  return `${blocks.filter((block) => block !== '').join('\n\n')}\n`
}

function protocolPage(): string {
  const link = linkTo('types.md')
  const [main, ...forms] = fieldTables(ProtocolDraft, link)
  const [evaluation, ...scorers] = fieldTables(EvaluationFile, link)
  const rows = main?.rows ?? []
  const within = (part: string): FieldTable['rows'] =>
    rows.filter(({ path }) => path.split(/[.[]/)[0] === part)
  const parts: readonly string[] = PROTOCOL_PARTS
  const rest = rows.filter(({ path }) => !parts.includes(path.split(/[.[]/)[0] ?? ''))
  return page(
    '# protocol.yaml',
    MADE_BY,
    'The protocol of one exercise, as people write it: what the participants agree on before the first run. `./concord exercise new DIR` writes one to begin with, with comments; `./concord exercise check DIR` says what is missing or does not fit together. Dates, texts and numbers are those of YAML 1.2; a field that does not stand here is refused. `null` means "not set" or "not known", and must be written.',
    'Proposing it makes the [protocol statement](statements/protocol.md): the files become [dataset](statements/dataset.md) and [evaluation](statements/evaluation.md) statements, the models [passports](statements/model.md), and the protocol names them by id.',
    'In the tables a dot goes into a field and `[]` into each entry of a list. A field with an empty cell under "absent" must be there.',
    '## The exercise',
    rowsOf(rest),
    `The rules that a waiver may name: ${PREFLIGHT_RULES.map((rule) => `\`${rule}\``).join(', ')}.`,
    ...PROTOCOL_PARTS.flatMap((part) => {
      const [head, ...fields] = within(part)
      return [
        `## ${part}`,
        sentence(head?.meaning ?? ''),
        part === 'items' ? 'How item files are written: [item files](item-files.md).' : '',
        part === 'languages' && head !== undefined ? sentence(head.type) : '',
        rowsOf(fields),
        ...(part === 'analysis' ? formsOf(forms, '###') : []),
      ]
    }),
    '## evaluation.yaml',
    `${sentence(KINDS.evaluation.description ?? '')} A file beside \`protocol.yaml\`, which names it in \`judging.evaluationFile\`; \`./concord run start\` also takes it alone.`,
    rowsOf(evaluation?.rows ?? []),
    ...formsOf(scorers, '###'),
  )
}

function kindPage(kind: Kind): string {
  const link = linkTo('../types.md')
  const [main, ...forms] = fieldTables(KINDS[kind], link)
  return page(
    `# ${kind}`,
    MADE_BY,
    sentence(main?.about ?? ''),
    `The body of a statement of type \`https://concord.example/${kind}/v1\`; what stands around it is in [statements](README.md). In the table a dot goes into a field and \`[]\` into each entry of a list.`,
    main === undefined || main.rows.length === 0 ? '' : rowsOf(main.rows),
    ...formsOf(forms, '##'),
    ...(kind === 'dataset'
      ? ['## The items', sentence(Item.description ?? ''), rowsOf(fieldTables(Item, link)[0]?.rows ?? [])]
      : []),
    ...(kind === 'run' ? ['## The facts', ...factBlocks()] : []),
  )
}

function factBlocks(): string[] {
  const t = translate('en')
  const meaning = {
    'test-identity': 'with another value it is another test',
    generation: 'how answers were generated',
    conditions: 'what the provider and the circumstances made of it',
    volume: 'how much was run; follows from the rest',
  } as const satisfies Record<keyof typeof FACT_CLASSES, string>
  return [
    'What the lab did, field by field, in the same form as the protocol says it, so that the two can be compared. The class of a field says what a difference in it means.',
    [
      '| class | what it is about | fields |',
      '| --- | --- | --- |',
      ...z
        .array(z.enum(['test-identity', 'generation', 'conditions', 'volume']))
        .parse(Object.keys(FACT_CLASSES))
        .map(
          (name) =>
            `| \`${name}\` | ${meaning[name]} | ${FACT_CLASSES[name].map((field) => `\`${field}\` (${t(`report.field.${field}`)})`).join(', ')} |`,
        ),
    ].join('\n'),
  ]
}

function typesPage(): string {
  const link = linkTo('')
  const types = namedTypes([...Object.values(KINDS), Statement, ProtocolDraft], link)
  return page(
    '# Types',
    MADE_BY,
    'The types that the other pages name.',
    ...types.flatMap(({ name, about, type, tables }) => [
      `## ${name}`,
      sentence(about),
      type === '' ? '' : sentence(type),
      ...tables.map(({ rows }) => rowsOf(rows)),
    ]),
  )
}

function statementsPage(): string {
  const link = linkTo('../types.md')
  const kib = (bytes: number): string => `${(bytes / 1024).toLocaleString('en-GB')} KiB`
  const [statement] = fieldTables(Statement, link)
  const rows = statement?.rows ?? []
  const isHeader = (path: string): boolean => path.startsWith('predicate.')
  return page(
    '# Statements',
    MADE_BY,
    'Everything an institute says is a statement: a body of one kind, a header that says who speaks and who may read, and signatures over both. How one is made, signed, sent and verified: [the life of a statement](../../life-of-a-statement.md).',
    [
      '| kind | what it is |',
      '| --- | --- |',
      ...Object.entries(KINDS).map(
        ([kind, schema]) => `| [${kind}](${kind}.md) | ${schema.description ?? ''} |`,
      ),
    ].join('\n'),
    '## From the outside in',
    [
      '1. **Envelope**: DSSE 1.0 (secure-systems-lab/dsse), JSON with three fields: `payload` (base64), `payloadType` (`' +
        PAYLOAD_TYPE +
        '`) and `signatures`, a list of `{keyid, sig}`. Several members sign one statement by adding signatures; `keyid` is a hint and decides nothing.',
      '2. **Signature**: Ed25519 over `"DSSEv1 " + len(type) + " " + type + " " + len(payload) + " " + payload`, lengths in bytes, written in decimal (the pre-authentication encoding of DSSE).',
      '3. **Id**: `sha256:` and SHA-256 in hex of those same bytes. It does not depend on who has signed, nor on how the envelope is spelt.',
      `4. **Payload**: an in-toto Statement v1 (in-toto/attestation) in canonical JSON (RFC 8785). Its \`predicate\` is the header; \`subject[0]\` is the body, named \`${BODY_NAME}\`, by its digest, and the others are the blobs that belong to it.`,
      '5. **Body**: canonical JSON of its kind, outside the envelope, so that it can be left out where a reader may know only that it exists.',
    ].join('\n'),
    `Sizes: a payload has at most ${kib(SIZE_LIMITS.payload)}, an envelope ${kib(SIZE_LIMITS.envelope)}, a body ${kib(SIZE_LIMITS.body)}; the [charter](charter.md) of a network may lower them. Canonical JSON refuses numbers that are not finite, whole numbers beyond 2⁵³ − 1, lone surrogates and repeated fields. A body that is not for everybody carries a \`nonce\`.`,
    '## The payload',
    rowsOf(rows.filter(({ path }) => !isHeader(path))),
    '## The header',
    'The `predicate` of the payload. It holds no personal data and no free text.',
    rowsOf(
      rows
        .filter(({ path }) => isHeader(path))
        .map((row) => ({ ...row, path: row.path.slice('predicate.'.length) })),
    ),
  )
}
