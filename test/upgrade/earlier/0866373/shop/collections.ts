import type { Collection, InferredRecord, RecordOf, State } from 'vendouble';
import type { operations } from './contract.gen.ts';

/** What your handlers keep: `orders: collection<Order>({ key: 'id' })`. */
export const collections = {};

/** All of it, with the records that are inferred. */
export type ShopState = State<typeof collections> & {
  readonly pets: Collection<InferredRecord<RecordOf<operations['readPet']>>>;
};
