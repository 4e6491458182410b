/** Lists by their ids. */
import { fail } from '../../core/vendor.ts';
import type { EngageState, List } from './collections.ts';

export async function listOf(state: EngageState, id: string): Promise<List> {
  const list = await state.lists.get(id);
  if (list === undefined) throw fail('list_not_found');
  return list;
}
