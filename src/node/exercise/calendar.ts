/** The days on which something is due, from what is here. */
import { ConcordError, sentence } from '../../error.ts'
import { writeCalendar } from '../../interchange/index.ts'
import { writeWhole } from '../institute.ts'
import type { Home } from '../institute.ts'
import { loadNetworks, ownerOf, ownMember, readAs } from '../networks.ts'
import { isUnreadable } from '../read-body.ts'
import { openExercise } from './open-exercise.ts'

export type DueDay = {
  /** ISO 8601. */
  day: string
  /** Names the entry for good. */
  uid: string
  /** Whether something is asked of this institute by then, and not done yet. */
  mine: boolean
} & (
  | { what: 'agree' | 'submit'; exercise: string; title: string; members: string[] }
  | { what: 'charter'; version: number }
)

/** Every day of every exercise, or of one, that is not settled yet, and that of the charter; by day. */
export async function dueDays(home: Home, exercise?: string): Promise<DueDay[]> {
  const me = home.institute.id
  const reader = await readAs(home, ownerOf(home))
  const exercises =
    exercise === undefined ? (await reader.listExercises()).map((one) => one.exercise) : [exercise]
  const days: DueDay[] = []
  for (const id of exercises) {
    const opened = await openOrSkip(home, id, exercise !== undefined)
    if (opened === undefined) continue
    const { status, inForce, members, withdrawn } = opened.state
    const staying = members.filter(({ member }) => !withdrawn.some((one) => one.member === member))
    const { agreeBy, submitBy } = inForce.conduct.calendar
    const add = (what: 'agree' | 'submit', day: string | null, open: string[]): void => {
      if (day === null || open.length === 0) return
      const uid = `${id}-${what}@${home.institute.origin.replaceAll('/', '.')}`
      days.push({
        what,
        day,
        uid,
        exercise: id,
        title: inForce.title,
        members: open,
        mine: open.includes(me),
      })
    }
    const names = (list: typeof staying): string[] => list.map(({ member }) => member)
    if (status !== 'frozen') add('agree', agreeBy, names(staying.filter(({ signed }) => !signed)))
    add('submit', submitBy, names(staying.filter(({ runs }) => runs.some(({ run }) => run === null))))
  }
  for (const network of await loadNetworks(home)) {
    if (!network.ok || ownMember(home, network.chain) === undefined) continue
    const { version, expires } = network.chain.latest.body
    const uid = `charter-${network.pinned.slice(7, 19)}@${home.institute.origin.replaceAll('/', '.')}`
    days.push({ what: 'charter', day: expires.slice(0, 10), uid, version, mine: true })
  }
  return days.sort((a, b) => (a.day < b.day ? -1 : a.day > b.day ? 1 : a.uid < b.uid ? -1 : 1))
}

/** An exercise whose protocol is not here, or cannot be read, has no days; one that was asked for by name is an error. */
async function openOrSkip(
  home: Home,
  exercise: string,
  asked: boolean,
): Promise<Awaited<ReturnType<typeof openExercise>> | undefined> {
  try {
    return await openExercise(home, exercise)
  } catch (error) {
    if (asked) throw error
    if ((error instanceof ConcordError && error.code === 'not-found') || isUnreadable(error)) return undefined
    throw error
  }
}

/** Writes the days to an .ics file, in the words given; equal days give an equal file but for the moment it was made. */
export async function writeCalendarFile(
  home: Home,
  file: string,
  days: readonly DueDay[],
  say: (day: DueDay) => { title: string; description: string },
): Promise<void> {
  if (!file.endsWith('.ics')) {
    throw new ConcordError(
      'usage',
      sentence`--to ${file}: a calendar file ends in .ics, else calendars do not open it.`,
    )
  }
  const entries = days.map((one) => ({ uid: one.uid, day: one.day, ...say(one) }))
  const text = await writeCalendar(entries, { name: home.institute.name, made: home.world.now() })
  await writeWhole(file, new TextEncoder().encode(text))
}
