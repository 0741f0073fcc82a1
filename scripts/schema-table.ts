/**
 * A zod schema as tables for people: every field with its type, bounds and meaning. A type with an `id` in its
 * metadata is named, not spelt out; `namedTypes` explains it once.
 */
import { z } from 'zod'

type Bag = Readonly<Record<string, unknown>>

/** `meaning` is what `describe` says in the source; empty where it says nothing. */
export type FieldRow = { path: string; type: string; presence: string; meaning: string }
/** The fields of a schema, or of one form of a field that has several forms. */
export type FieldTable = { at: string; form: string | null; about: string; rows: FieldRow[] }
export type NamedType = { name: string; about: string; type: string; tables: FieldTable[] }

/** Link to the explanation of a named type, as Markdown. */
export type TypeLink = (name: string) => string

const Bag = z.record(z.string(), z.unknown())
const Bags = z.array(Bag)
const POINTER = '#/$defs/'

/** The tables of an object: its own first, then one for each form of a field that has several. */
export function fieldTables(schema: z.ZodType, link: TypeLink): FieldTable[] {
  return tablesOf(Bag.parse(z.toJSONSchema(schema, { io: 'input' })), link)
}

/** Every named type that these schemas use, by name. */
export function namedTypes(schemas: readonly z.ZodType[], link: TypeLink): NamedType[] {
  const typeByName = new Map<string, NamedType>()
  for (const schema of schemas) {
    const { $defs = {} } = z.toJSONSchema(schema, { io: 'input' })
    for (const [id, definition] of Object.entries($defs)) {
      if (id.startsWith('__')) continue
      const field = Bag.parse(definition)
      const isObject = field['properties'] !== undefined
      typeByName.set(id, {
        name: typeName(id),
        about: textAt(field, 'description'),
        type: isObject || id === 'JSON' ? '' : typeOf(field, link),
        tables: isObject ? tablesOf(field, link) : [],
      })
    }
  }
  return [...typeByName.values()].sort((a, b) => (a.name < b.name ? -1 : 1))
}

/** `StatementId` is written "statement id". */
function typeName(id: string): string {
  return /^[A-Z]+$/.test(id) ? id : id.replaceAll(/(?<=.)([A-Z])/g, ' $1').toLowerCase()
}

function tablesOf(object: Bag, link: TypeLink): FieldTable[] {
  const tables: FieldTable[] = []
  const addTable = (at: string, form: string | null, of: Bag): void => {
    const table: FieldTable = { at, form, about: textAt(of, 'description'), rows: [] }
    tables.push(table)
    addFields(of, '', table)
  }
  const addFields = (of: Bag, prefix: string, table: FieldTable): void => {
    const required = new Set(z.array(z.string()).parse(of['required'] ?? []))
    for (const [name, value] of Object.entries(Bag.parse(of['properties'] ?? {}))) {
      const field = Bag.parse(value)
      const path = `${prefix}${name}`
      const namesForm = table.form !== null && field['const'] === table.form
      table.rows.push({
        path,
        type: typeOf(field, link),
        presence: presenceOf(field, required.has(name)),
        meaning: namesForm ? 'names the form' : textAt(field, 'description'),
      })
      addWithin(field, path, table)
    }
  }
  /** Fields of a field stand in the same table; a field with several forms gets a table for each. */
  const addWithin = (field: Bag, path: string, table: FieldTable): void => {
    if (field['prefixItems'] !== undefined) return
    if (field['items'] !== undefined) return addWithin(Bag.parse(field['items']), `${path}[]`, table)
    const forms = formsOf(field)
    if (forms !== undefined) for (const { form, object } of forms) addTable(path, form, object)
    else
      for (const one of alternativesOf(field))
        if (one['properties'] !== undefined) addFields(one, `${path}.`, table)
        else if (one !== field) addWithin(one, path, table)
  }
  const forms = formsOf(object)
  addTable('', null, object)
  // A schema that has several forms itself has no fields of its own.
  for (const one of forms ?? []) addTable('', one.form, one.object)
  return tables
}

function presenceOf(field: Bag, required: boolean): string {
  const fallback = field['default']
  if (fallback !== undefined) return `default \`${JSON.stringify(fallback)}\``
  return required ? 'required' : 'allowed'
}

function alternativesOf(field: Bag): Bag[] {
  const given = field['anyOf'] ?? field['oneOf']
  if (given !== undefined) return Bags.parse(given)
  const { type } = field
  return Array.isArray(type) ? type.map((one) => ({ ...field, type: String(one) })) : [field]
}

/** Objects told apart by a constant field (`kind` or `type`): its value names the form. */
function formsOf(field: Bag): { form: string; object: Bag }[] | undefined {
  const alternatives = alternativesOf(field)
  if (alternatives.length < 2) return undefined
  const forms = alternatives.flatMap((object) => {
    const properties = Bag.parse(object['properties'] ?? {})
    const mark = Bag.safeParse(properties['kind'] ?? properties['type']).data?.['const']
    return typeof mark === 'string' ? [{ form: mark, object }] : []
  })
  return forms.length === alternatives.length ? forms : undefined
}

function typeOf(field: Bag, link: TypeLink): string {
  const reference = field['$ref']
  if (typeof reference === 'string') return link(typeName(reference.slice(POINTER.length)))
  const forms = formsOf(field)
  if (forms !== undefined) return `one of the forms ${forms.map(({ form }) => `\`${form}\``).join(', ')}`
  const alternatives = alternativesOf(field)
  if (alternatives.length > 1) return [...new Set(alternatives.map((one) => typeOf(one, link)))].join(', or ')
  if (field['const'] !== undefined) return `\`${String(field['const'])}\``
  if (Array.isArray(field['enum'])) return field['enum'].map((one) => `\`${String(one)}\``).join(', ')
  switch (field['type']) {
    case 'null':
      return 'null'
    case 'boolean':
      return '`true`, `false`'
    case 'integer':
    case 'number':
      return numberType(field)
    case 'string':
      return textType(field)
    case 'array':
      return listType(field, link)
    default:
      return objectType(field, link)
  }
}

const figure = (value: number): string => value.toLocaleString('en-GB')

function numberType(field: Bag): string {
  const bound = (name: string): number | undefined => {
    const value = field[name]
    return typeof value === 'number' && Math.abs(value) !== Number.MAX_SAFE_INTEGER ? value : undefined
  }
  const [least, most, above] = [bound('minimum'), bound('maximum'), bound('exclusiveMinimum')]
  return [
    field['type'] === 'integer' ? 'whole number' : 'number',
    ...(above !== undefined
      ? [`above ${figure(above)}`]
      : least !== undefined
        ? [`from ${figure(least)}`]
        : []),
    ...(most !== undefined ? [`to ${figure(most)}`] : []),
  ].join(' ')
}

function textType(field: Bag): string {
  const { minLength, maxLength, pattern, format } = field
  if (format === 'uri') return 'address'
  const least = typeof minLength === 'number' && minLength > 0 ? minLength : undefined
  const length =
    typeof maxLength !== 'number'
      ? ''
      : least === undefined
        ? `, at most ${figure(maxLength)} characters`
        : `, ${figure(least)} to ${figure(maxLength)} characters`
  // A bar would end the cell of the table.
  const form = typeof pattern === 'string' ? ` of the form \`${pattern.replaceAll('|', '\\|')}\`` : ''
  return `text${form}${length}`
}

function listType(field: Bag, link: TypeLink): string {
  if (field['prefixItems'] !== undefined)
    return `list: ${Bags.parse(field['prefixItems'])
      .map((one) => typeOf(one, link))
      .join(', ')}`
  const { minItems, maxItems } = field
  const least = typeof minItems === 'number' ? minItems : undefined
  const most = typeof maxItems === 'number' ? maxItems : undefined
  const count =
    least !== undefined && most !== undefined
      ? ` (${figure(least)} to ${figure(most)})`
      : least !== undefined
        ? ` (at least ${figure(least)})`
        : most !== undefined
          ? ` (at most ${figure(most)})`
          : ''
  return `list${count} of ${typeOf(Bag.parse(field['items'] ?? {}), link)}`
}

function objectType(field: Bag, link: TypeLink): string {
  if (field['propertyNames'] === undefined) return 'fields'
  const names = typeOf(Bag.parse(field['propertyNames']), link)
  return `any of the fields ${names}, each with a ${typeOf(Bag.parse(field['additionalProperties']), link)}`
}

function textAt(field: Bag, name: string): string {
  const value = field[name]
  return typeof value === 'string' ? value : ''
}
