/** A chat completions server in a thread of its own that answers at once; posts its port to the parent. */
import { createServer } from 'node:http'
import { parentPort } from 'node:worker_threads'

const answer = JSON.stringify({
  model: 'instant',
  choices: [
    { index: 0, message: { role: 'assistant', content: 'The answer is 42.' }, finish_reason: 'stop' },
  ],
  usage: { prompt_tokens: 40, completion_tokens: 6, total_tokens: 46 },
})
const headers = { 'content-type': 'application/json', 'content-length': Buffer.byteLength(answer) }

const server = createServer((request, response) => {
  request.resume().on('end', () => {
    response.writeHead(200, headers)
    response.end(answer)
  })
})
server.listen(0, '127.0.0.1', () => {
  const address = server.address()
  parentPort?.postMessage(typeof address === 'object' && address !== null ? address.port : 0)
})
