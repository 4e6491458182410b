/** Parameters that were sent and change nothing: silence would let a client believe in them. */
import type { Parameter } from '../../contract/parameters/decode.ts';
import { parseBrackets } from '../../contract/parameters/deep-object.ts';
import type { Reply } from '../../core/vendor.ts';
import type { OperationPlan } from './plan.ts';
import type { InferredCall } from './stored-records.ts';

/** Whether a parameter of the contract reads a name; of one that none reads, the core tells. */
const describes =
  (sent: string) =>
  ({ name, in: place, style, explode, shape }: Parameter): boolean =>
    place === 'query' &&
    (name === sent ||
      (style === 'deepObject' && parseBrackets(sent)?.name === name) ||
      (style === 'form' && explode && shape.property(sent) !== undefined));

/** Headers that ask for something else than the same call without them. */
const CONDITIONS = [
  'if-match',
  'if-none-match',
  'if-modified-since',
  'if-unmodified-since',
  'idempotency-key',
];

const told = (kind: string, name: string): string =>
  `the ${kind} ${encodeURIComponent(name)} is not understood and changes nothing`;

/** The reply, with a word for every parameter that only the contract knows. */
export function withIgnoredNotice(
  { inferred, contracted }: OperationPlan,
  { request }: InferredCall,
  reply: Reply,
): Reply {
  const conditions = contracted.parameters.filter(
    ({ name, in: place }) =>
      place === 'header' &&
      CONDITIONS.includes(name.toLowerCase()) &&
      request.headers[name.toLowerCase()] !== undefined,
  );
  if (request.query === '' && conditions.length === 0) return reply;
  const read = new Set([...Object.values(inferred.paging), ...Object.keys(inferred.filters)]);
  const unread = [...new Set(new URLSearchParams(request.query).keys())].filter(
    (name) => !read.has(name) && contracted.parameters.some(describes(name)),
  );
  const notice = [
    ...unread.map((name) => told('query parameter', name)),
    ...conditions.map(({ name }) => told('header', name)),
  ].join('; ');
  if (notice === '') return reply;
  return { ...reply, headers: { ...reply.headers, 'x-vendouble-notice': notice } };
}
