/** Query parameters that were sent and change nothing: silence would let a client believe in them. */
import type { Parameter } from '../../contract/decode.ts';
import { bracketsOf } from '../../contract/deep.ts';
import type { Reply } from '../../vendor.ts';
import type { Call } from './keep.ts';
import type { Plan } from './plan.ts';

/** Whether a parameter of the contract reads a name; of one that none reads, the core tells. */
const describes =
  (sent: string) =>
  ({ name, in: place, style, explode, shape }: Parameter): boolean =>
    place === 'query' &&
    (name === sent ||
      (style === 'deepObject' && bracketsOf(sent)?.name === name) ||
      (style === 'form' && explode && shape.property(sent) !== undefined));

/** The reply, with a word for every parameter that only the contract knows. */
export function withNotice({ inferred, contracted }: Plan, { request }: Call, reply: Reply): Reply {
  if (request.query === '') return reply;
  const read = new Set([...Object.values(inferred.paging), ...Object.keys(inferred.filters)]);
  const unread = [...new Set(new URLSearchParams(request.query).keys())].filter(
    (name) => !read.has(name) && contracted.parameters.some(describes(name)),
  );
  if (unread.length === 0) return reply;
  const notice = unread
    .map((name) => `the query parameter ${encodeURIComponent(name)} is not understood and changes nothing`)
    .join('; ');
  return { ...reply, headers: { ...reply.headers, 'x-vendouble-notice': notice } };
}
