/** Lists parameters that the request has and inference does not use, so that clients do not rely on them. */
import type { Parameter } from '../../contract/parameters/decode.ts';
import { parseBrackets } from '../../contract/parameters/deep-object.ts';
import type { Reply } from '../../core/vendor.ts';
import { askedNames } from './asked-fields.ts';
import type { OperationPlan } from './plan.ts';
import type { InferredCall } from './stored-records.ts';

/** Whether a parameter of the contract reads a name. Names that no parameter reads are reported elsewhere. */
const describes =
  (sent: string) =>
  ({ name, in: place, style, explode, shape }: Parameter): boolean =>
    place === 'query' &&
    (name === sent ||
      (style === 'deepObject' && parseBrackets(sent)?.name === name) ||
      (style === 'form' && explode && shape.property(sent) !== undefined));

/** Headers that should change the behaviour of the call. */
const CONDITIONS = [
  'if-match',
  'if-none-match',
  'if-modified-since',
  'if-unmodified-since',
  'idempotency-key',
];

const noticeOf = (kind: string, name: string): string =>
  `the ${kind} ${encodeURIComponent(name)} is not understood and changes nothing`;

/** Adds a notice to the reply about every parameter that only the contract knows. */
export function withIgnoredNotice(plan: OperationPlan, call: InferredCall, reply: Reply): Reply {
  const { inferred, contracted } = plan;
  const { request } = call;
  const conditions = contracted.parameters.filter(
    ({ name, in: place }) =>
      place === 'header' &&
      CONDITIONS.includes(name.toLowerCase()) &&
      request.headers[name.toLowerCase()] !== undefined,
  );
  const asked = inferred.role === 'list' ? askedNames(plan, call) : [];
  if (request.query === '' && conditions.length === 0 && asked.length === 0) return reply;
  const read = new Set([...Object.values(inferred.paging), ...Object.keys(inferred.filters)]);
  const unread = [...new Set(new URLSearchParams(request.query).keys())].filter(
    (name) => !read.has(name) && contracted.parameters.some(describes(name)),
  );
  const unreadFields = asked.filter((name) => !read.has(name));
  const notice = [
    ...unread.map((name) => noticeOf('query parameter', name)),
    ...unreadFields.map((name) => noticeOf('field', name)),
    ...conditions.map(({ name }) => noticeOf('header', name)),
  ].join('; ');
  if (notice === '') return reply;
  return { ...reply, headers: { ...reply.headers, 'x-vendouble-notice': notice } };
}
