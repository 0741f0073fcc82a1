import { describe, expect, it } from 'vitest'
import { findItem, formatItemsBlob } from './items-blob.ts'
import { linesWith } from './lines-with.ts'

const bytes = (text: string): Uint8Array => new TextEncoder().encode(text)

describe('the lines with a text', () => {
  it('come in order, the last one without a line feed too', () => {
    expect([...linesWith(bytes('a 1\nb\n\na 2\nca'), 'a')]).toEqual(['a 1', 'a 2', 'ca'])
    expect([...linesWith(bytes('é 日\n'), '日')]).toEqual(['é 日'])
    expect([...linesWith(new Uint8Array(), 'a')]).toEqual([])
    expect([...linesWith(new Uint8Array([0xff, 0x61, 0x0a]), 'a')]).toEqual(['\uFFFDa'])
  })
})

describe('the item of an id', () => {
  const item = (id: string) => ({
    id,
    split: 'evaluation' as const,
    input: `"id":"one" and ${id}`,
    target: ['1'],
    itemKey: null,
    refKey: null,
  })
  it('is found whatever its id and the others say, and is none where no line is it', () => {
    const nasty = `one"\n</script>日`
    const blob = formatItemsBlob([item('two'), item('one'), item(nasty)])
    for (const id of ['one', 'two', nasty]) expect(findItem(blob, id)).toEqual(item(id))
    expect(findItem(blob, 'on')).toBeUndefined()
    expect(findItem(bytes('{"id":"one"}\n{"id":"one"\n'), 'one')).toBeUndefined()
  })
})
