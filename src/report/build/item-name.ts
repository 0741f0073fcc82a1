const HASH = /^[0-9a-f]{64}$/

/** How an item is called where its own name is not known here: its id, or the beginning of its hash. */
export function itemName(item: string): string {
  return HASH.test(item) ? `${item.slice(0, 12)}…` : item
}
