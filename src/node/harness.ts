/** The program that carries runs out, as runs and analyses name it. */
export const HARNESS = { name: 'concord', version: '0.1.0' }
