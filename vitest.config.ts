import { defineConfig } from 'vitest/config'

const threads = { pool: 'threads' as const, isolate: false, testTimeout: 60_000, hookTimeout: 120_000 }

export default defineConfig({
  test: {
    // By default a processor is left to whoever watches: on two, the tests would run one after the other.
    maxWorkers: '100%',
    projects: [
      {
        test: {
          ...threads,
          name: 'unit',
          include: ['src/**/*.test.ts', 'test/**/*.test.ts'],
          exclude: ['test/conformance/**', 'test/browser/**'],
        },
      },
      {
        test: {
          ...threads,
          name: 'conformance',
          include: ['test/conformance/**/*.test.ts'],
          testTimeout: 1_800_000,
          hookTimeout: 1_800_000,
        },
      },
      {
        test: {
          ...threads,
          name: 'browser',
          include: ['test/browser/**/*.test.ts'],
          testTimeout: 300_000,
          hookTimeout: 300_000,
        },
      },
    ],
  },
})
