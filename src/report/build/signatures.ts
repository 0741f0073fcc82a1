import type { Block, Cell, Ref } from '../document.ts'
import type { ReportInput } from '../input.ts'
import { ratesOf } from './facts.ts'
import { modelName } from './model-name.ts'
import { cell, isolate } from './voice.ts'
import type { Voice } from './voice.ts'

/** An id as it is shown: enough digits to tell statements apart; the whole stands in its title. */
export function shortId(id: string): string {
  return id.replace(/^sha256:/, '').slice(0, 12)
}

/** Objections and remarks, each signed by its member and never averaged into the result. */
export function opinionBlocks(input: ReportInput, voice: Voice): Block[] {
  const { t } = voice
  if (input.opinions.length === 0) return []
  return [
    {
      block: 'table',
      id: 'opinions',
      heading: t('report.opinions.heading'),
      lead: [],
      columns: [
        { text: t('report.column.institute'), align: 'start' },
        { text: t('report.column.kind'), align: 'start' },
        { text: t('report.column.on'), align: 'start' },
        { text: t('report.column.field'), align: 'start' },
        { text: t('report.column.text'), align: 'start' },
        { text: t('report.column.answer'), align: 'start' },
      ],
      rows: input.opinions.map(({ id, body, by, version }) => [
        cell(voice.nameText(by)),
        cell(t(`report.opinion.${body.type}`), {
          ref: { to: 'statement', id },
          attention: body.type === 'objection' && version?.answeredBy === null,
        }),
        version === null
          ? cell(shortId(body.on), { title: body.on })
          : cell(t('report.opinion.version', { version: version.number }), {
              ref: { to: 'statement', id: body.on },
            }),
        cell(body.field === null ? '' : { foreign: body.field, lang: null }),
        cell({ foreign: body.text, lang: null }),
        cell(
          version === null || body.type !== 'objection'
            ? ''
            : version.answeredBy === null
              ? t('report.opinion.unanswered', { lab: voice.name(by) })
              : t('report.opinion.answered', { version: version.answeredBy, lab: voice.name(by) }),
        ),
      ]),
      notes: [],
    },
  ]
}

/** Every statement the report rests on, and whose signatures it carries. */
export function signaturesTable(input: ReportInput, voice: Voice): Block {
  const { t } = voice
  const { protocol, otherVersions, amendments, runs, analysis, opinions } = input
  const row = (label: string, ref: Ref, signers: readonly string[]): Cell[] => [
    cell(label),
    cell(shortId(ref.id), { ref, title: ref.id }),
    cell(signers.length === 0 ? t('report.signatures.nobody') : voice.list(signers.map(voice.name))),
  ]
  const statement = (id: string): Ref => ({ to: 'statement', id })
  return {
    block: 'table',
    id: 'signatures',
    heading: t('report.signatures.heading'),
    lead: [],
    columns: [
      { text: t('report.column.statement'), align: 'start' },
      { text: t('report.column.id'), align: 'start' },
      { text: t('report.column.signers'), align: 'start' },
    ],
    rows: [
      row(
        t('report.signatures.protocol', { version: protocol.body.version }),
        statement(protocol.id),
        protocol.signers,
      ),
      ...otherVersions.map(({ id, version, signers }) =>
        row(t('report.signatures.protocol', { version }), statement(id), signers),
      ),
      ...amendments.map(({ id, body, signers }) =>
        row(t('report.signatures.amendment', { why: isolate(body.why) }), statement(id), signers),
      ),
      ...runs.map(({ id, body, signers }) =>
        row(
          t(body.rates === undefined ? 'report.signatures.run' : 'report.signatures.rates', {
            lab: voice.name(body.lab),
            model: modelName(t, body.model),
          }),
          { to: 'run', id },
          signers,
        ),
      ),
      ...(analysis === null
        ? []
        : [
            row(
              t('report.signatures.analysis', { lab: voice.name(analysis.body.computed.by) }),
              statement(analysis.id),
              analysis.signers,
            ),
          ]),
      ...opinions.map(({ id, by }) =>
        row(t('report.signatures.opinion', { lab: voice.name(by) }), statement(id), [by]),
      ),
    ],
    notes: [],
  }
}

/** One command here, one for a machine that holds nothing yet, and the one id that trust rests on. */
export function verifyBlock(input: ReportInput, voice: Voice): Block {
  const { t } = voice
  const { charter, exercise } = input
  const name = t('report.signatures.charter', {
    name: isolate(charter.name),
    version: charter.version,
    date: voice.date(charter.expires),
  })
  return {
    block: 'how-to-verify',
    heading: t('report.verify.heading'),
    lead: t(ratesOf(input).length === 0 ? 'report.verify.lead' : 'report.verify.lead-rates'),
    command: input.verifyCommand,
    elsewhere: {
      lead: t('report.verify.elsewhere', { command: `./concord exercise evidence ${exercise}` }),
      command: `./concord verify REPORT.html --bundle EVIDENCE.concord --charter ${charter.id}`,
    },
    notes: [t('report.verify.charter', { id: charter.id }), `${name}.`],
  }
}
