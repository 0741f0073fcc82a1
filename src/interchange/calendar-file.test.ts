import ICAL from 'ical.js'
import { describe, expect, it } from 'vitest'
import { writeCalendar } from './calendar-file.ts'

const NASTY = 'Commas, semicolons; back\\slashes\nand lines — 漢字 '.repeat(4)
const entries = [
  { uid: 'counting-agree@lab-a.example', day: '2026-12-31', title: 'Sign counting', description: 'By then.' },
  { uid: 'counting-submit@lab-a.example', day: '2028-02-29', title: NASTY, description: NASTY },
]
const made = '2026-11-03T09:00:00Z'

describe('writeCalendar', () => {
  it('gives a calendar that says what went in, on whole days', async () => {
    const read = new ICAL.Component(ICAL.parse(await writeCalendar(entries, { name: 'Lab A', made })))
    const events = read.getAllSubcomponents('vevent').map((one) => new ICAL.Event(one))
    expect(
      events.map(({ uid, summary, description, startDate, endDate }) => ({
        uid,
        summary,
        description,
        from: startDate.toString(),
        until: endDate.toString(),
        wholeDay: startDate.isDate,
      })),
    ).toEqual([
      {
        uid: entries[0]?.uid,
        summary: 'Sign counting',
        description: 'By then.',
        from: '2026-12-31',
        until: '2027-01-01',
        wholeDay: true,
      },
      {
        uid: entries[1]?.uid,
        summary: NASTY,
        description: NASTY,
        from: '2028-02-29',
        until: '2028-03-01',
        wholeDay: true,
      },
    ])
    expect(events[0]?.component.getAllSubcomponents('valarm')).toHaveLength(2)
  })

  it('keeps to RFC 5545: CRLF, lines of at most 75 octets, one stamp in UTC for each event', async () => {
    const text = await writeCalendar(entries, { name: 'Lab A', made })
    expect(text.replaceAll('\r\n', '')).not.toMatch(/[\r\n]/)
    for (const line of text.split('\r\n')) expect(Buffer.byteLength(line)).toBeLessThanOrEqual(75)
    expect(text.match(/^DTSTAMP:20261103T090000Z\r$/gm)).toHaveLength(2)
    expect(text.startsWith('BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:')).toBe(true)
    expect(text.endsWith('END:VCALENDAR\r\n')).toBe(true)
  })

  it('gives equal bytes for equal entries, and a calendar without events for none', async () => {
    const write = () => writeCalendar(entries, { name: 'Lab A', made })
    expect(await write()).toBe(await write())
    expect(await writeCalendar([], { name: 'Lab A', made })).not.toContain('VEVENT')
  })
})
