import { describe, expect, it } from 'vitest'
import { itemName } from './item-name.ts'

describe('itemName', () => {
  it('shortens a hash, and nothing else', () => {
    expect(itemName('0123456789abcdef'.repeat(4))).toBe('0123456789ab…')
    expect(itemName('item-7')).toBe('item-7')
    expect(itemName('0123456789ABCDEF'.repeat(4))).toBe('0123456789ABCDEF'.repeat(4))
  })
})
