/** A network of nine, half of the seeds: sync-network-more.test.ts lives through the others at the same time. */
import { describeSeeds } from '../fixture/many-seeds.ts'

describeSeeds(1, 100)
