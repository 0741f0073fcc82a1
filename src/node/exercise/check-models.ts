import { ConcordError, sentence } from '../../error.ts'
import { assignedModels } from '../../exercise/index.ts'
import type { Protocol } from '../../statement/index.ts'
import type { Evidence } from '../evidence.ts'

/** Refuses a table with a model that the protocol does not let this lab run, or that it has a run of already. */
export function checkModels(
  evidence: Evidence,
  protocol: Protocol,
  lab: string,
  name: string,
  models: readonly { model: string }[],
): void {
  const allowed = assignedModels(protocol, lab)
  for (const { model } of models) {
    if (!allowed.includes(model)) {
      throw new ConcordError(
        'bad-input',
        sentence`${name}: the model ${model} is not one that the protocol lets ${lab} run (${allowed.join(', ')}).`,
      )
    }
    if (evidence.runs.some(({ body }) => body.lab === lab && body.model === model && !body.pilot)) {
      throw new ConcordError(
        'conflict',
        sentence`${lab} has a run with ${model} in ${evidence.exercise} already; a table is attached once.`,
      )
    }
  }
}

/** Whether the protocol calls a model simulated. */
export function isSimulated({ system }: Protocol, alias: string): boolean {
  return system.models.some((model) => model.alias === alias && model.simulated)
}
