/** A run at an address where nobody answers is stopped, is not signed, and does not stand in the way. */
import { createServer } from 'node:http'
import { expect, it } from 'vitest'
import { z } from 'zod'
import { resumeRun, startRun, status, submit } from '../../src/node/index.ts'
import type { Home } from '../../src/node/index.ts'
import { agree, EXERCISE, exerciseFolder, foundNetwork, makeInstitutes, run } from './institutes.ts'

/** A web server that knows no page, as one whose address lacks /v1. */
async function emptyServer() {
  const server = createServer((_, response) => response.writeHead(404).end('404 page not found'))
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const { port } = z.object({ port: z.number() }).parse(server.address())
  return {
    url: `http://127.0.0.1:${port}`,
    async [Symbol.asyncDispose]() {
      server.closeAllConnections()
      await new Promise((resolve) => server.close(resolve))
    },
  }
}

const control = { signal: new AbortController().signal, emit: () => undefined }
const startAt = (home: Home, baseUrl: string) =>
  startRun(home, { exercise: EXERCISE, model: 'm', baseUrl, pilot: false, deviations: [] }, control)

it('is stopped with one sentence, not signed, and begun anew', async () => {
  await using all = await makeInstitutes(['a'])
  await foundNetwork(all)
  const folder = await exerciseFolder(all, ['a'])
  await agree(all, folder)
  const home = all.home('a')
  await using server = await emptyServer()
  const dead = `${EXERCISE}-lab-a-model-a-1`

  await expect(startAt(home, server.url)).rejects.toMatchObject({
    code: 'environment',
    message: `No attempt was answered by ${server.url}: HTTP 404: 404 page not found; check --base-url and start again.`,
  })
  expect(await status(home, EXERCISE)).toMatchObject({
    localRuns: [{ id: dead, status: 'stopped' }],
    due: [{ code: 'run', model: 'model-a' }],
  })
  await expect(submit(home, EXERCISE)).rejects.toMatchObject({
    code: 'conflict',
    message: expect.stringContaining(`No attempt of the run ${dead} was answered`),
  })

  // Begun anew, wrongly and rightly; then the dead one may not be gone on with beside it.
  await expect(startAt(home, server.url)).rejects.toMatchObject({ code: 'environment' })
  const whole = await run(home, folder)
  await expect(resumeRun(home, dead, control)).rejects.toMatchObject({ code: 'conflict' })
  expect((await submit(home, EXERCISE)).submitted).toMatchObject([{ run: whole }])
  expect((await status(home, EXERCISE)).due).not.toContainEqual(expect.objectContaining({ code: 'run' }))
})
