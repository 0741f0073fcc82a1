/** iCalendar (RFC 5545): days on which something is due, for the calendar people use anyway. */
export type CalendarEntry = {
  /** Names the entry for good: taken in again, a calendar changes it and makes no second one. */
  uid: string
  /** ISO 8601 date. */
  day: string
  title: string
  description: string
}

/** How long before the day a calendar reminds its owner. */
const REMINDERS = ['-P7D', '-P1D']

/**
 * The text of an .ics file with one all-day event for each entry, in the order given. `made` (RFC 3339) is when the
 * entries were read, so equal input gives equal bytes.
 */
export async function writeCalendar(
  entries: readonly CalendarEntry[],
  { name, made }: { name: string; made: string },
): Promise<string> {
  const { default: ICAL } = await import('ical.js')
  // A folded line begins with a blank, which ical.js does not count among its 75 octets (RFC 5545, 3.1).
  ICAL.foldLength = 74
  const calendar = new ICAL.Component('vcalendar')
  calendar.updatePropertyWithValue('version', '2.0')
  calendar.updatePropertyWithValue('prodid', '-//Concord//exercise calendar//EN')
  calendar.updatePropertyWithValue('method', 'PUBLISH')
  calendar.updatePropertyWithValue('x-wr-calname', name)
  for (const { uid, day, title, description } of entries) {
    const event = new ICAL.Component('vevent')
    const first = ICAL.Time.fromDateString(day)
    const next = first.clone()
    next.adjust(1, 0, 0, 0)
    event.updatePropertyWithValue('uid', uid)
    event.updatePropertyWithValue('dtstamp', ICAL.Time.fromDateTimeString(made))
    event.updatePropertyWithValue('dtstart', first)
    // The end of an all-day event is the first day it does not cover.
    event.updatePropertyWithValue('dtend', next)
    event.updatePropertyWithValue('summary', title)
    event.updatePropertyWithValue('description', description)
    event.updatePropertyWithValue('transp', 'TRANSPARENT')
    for (const trigger of REMINDERS) {
      const alarm = new ICAL.Component('valarm')
      alarm.updatePropertyWithValue('action', 'DISPLAY')
      alarm.updatePropertyWithValue('description', title)
      alarm.updatePropertyWithValue('trigger', ICAL.Duration.fromString(trigger))
      event.addSubcomponent(alarm)
    }
    calendar.addSubcomponent(event)
  }
  return `${calendar.toString()}\r\n`
}
