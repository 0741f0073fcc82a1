/** A network of nine, the other half of the seeds of sync-network.test.ts. */
import { describeSeeds } from '../fixture/many-seeds.ts'

describeSeeds(101, 200)
