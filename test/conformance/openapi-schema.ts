/** As much of JSON Schema as the published schema of Inspect logs uses; anything else in it is an error. */

type Schema = Record<string, unknown>

const KNOWN = new Set([
  '$ref',
  'type',
  'properties',
  'required',
  'additionalProperties',
  'items',
  'prefixItems',
  'minItems',
  'maxItems',
  'enum',
  'const',
  'anyOf',
  'oneOf',
  // These say nothing of a value that the others do not.
  'title',
  'description',
  'default',
  'discriminator',
  'format',
  'propertyNames',
])

const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value)
const asList = (value: unknown): unknown[] => (Array.isArray(value) ? value : [])

/** A function that gives the faults of a value against a named schema of the document. */
export function schemaFaults(document: unknown): (name: string, value: unknown) => string[] {
  const components = isRecord(document) ? document['components'] : undefined
  const schemas = isRecord(components) ? components['schemas'] : undefined
  const named = (name: string): Schema => {
    const schema = isRecord(schemas) ? schemas[name] : undefined
    if (!isRecord(schema)) throw new TypeError(`no schema ${name}`)
    return schema
  }

  function check(schema: unknown, value: unknown, at: string): string[] {
    if (schema === true) return []
    if (!isRecord(schema)) throw new TypeError(`no schema at ${at}`)
    for (const key of Object.keys(schema)) if (!KNOWN.has(key)) throw new TypeError(`unknown keyword ${key}`)
    const faults: string[] = []
    if (typeof schema['$ref'] === 'string')
      faults.push(...check(named(schema['$ref'].replace('#/components/schemas/', '')), value, at))
    for (const key of ['anyOf', 'oneOf']) {
      const options = asList(schema[key])
      if (options.length === 0) continue
      const each = options.map((option) => check(option, value, at))
      if (each.every((own) => own.length > 0)) {
        faults.push(each.toSorted((a, b) => a.length - b.length)[0]?.[0] ?? at)
      }
    }
    if ('const' in schema && schema['const'] !== value)
      faults.push(`${at}: ${String(schema['const'])} is wanted`)
    if (Array.isArray(schema['enum']) && !schema['enum'].includes(value))
      faults.push(`${at}: not of the list`)
    if (typeof schema['type'] === 'string' && !isOfType(schema['type'], value))
      return [...faults, `${at}: ${schema['type']} is wanted`]
    if (Array.isArray(value)) faults.push(...checkList(schema, value, at))
    else if (isRecord(value)) faults.push(...checkObject(schema, value, at))
    return faults
  }

  function checkList(schema: Schema, value: readonly unknown[], at: string): string[] {
    const { prefixItems, items, minItems, maxItems } = schema
    const faults: string[] = []
    if (typeof minItems === 'number' && value.length < minItems) faults.push(`${at}: too short`)
    if (typeof maxItems === 'number' && value.length > maxItems) faults.push(`${at}: too long`)
    const first = asList(prefixItems)
    for (const [index, item] of value.entries()) {
      const own = index < first.length ? first[index] : items
      if (own !== undefined && own !== false) faults.push(...check(own, item, `${at}.${index}`))
    }
    return faults
  }

  function checkObject(schema: Schema, value: Record<string, unknown>, at: string): string[] {
    const properties = isRecord(schema['properties']) ? schema['properties'] : {}
    const faults = asList(schema['required']).flatMap((key) =>
      typeof key === 'string' && !(key in value) ? [`${at}: ${key} is missing`] : [],
    )
    for (const [key, inner] of Object.entries(value)) {
      const own = properties[key] ?? schema['additionalProperties']
      if (own === false) faults.push(`${at}: ${key} may not be there`)
      else if (own !== undefined) faults.push(...check(own, inner, `${at}.${key}`))
    }
    return faults
  }

  return (name, value) => check(named(name), value, name)
}

function isOfType(type: string, value: unknown): boolean {
  switch (type) {
    case 'null':
      return value === null
    case 'array':
      return Array.isArray(value)
    case 'object':
      return isRecord(value)
    case 'integer':
      return Number.isInteger(value) || typeof value === 'bigint'
    case 'number':
      return typeof value === 'number' || typeof value === 'bigint'
    default:
      return typeof value === type
  }
}
