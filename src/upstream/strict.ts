/** Strict mode: a call is validated before it is forwarded, and a reply before it is sent. */
import { Readable } from 'node:stream';
import { finished } from 'node:stream/promises';
import { type Refusal, refusal } from '../core/emulator-error.ts';
import type { Failure } from '../core/vendor.ts';
import { type Verdict, validateReceived } from '../recordings/validate-received.ts';
import type { Service } from '../services/service.ts';
import { createCapture, MOST_KEPT } from './capture.ts';
import { type ForwardedCall, type ForwardResult, forward } from './forward.ts';
import { endToEnd } from './forwarded-headers.ts';
import type { UpstreamTarget } from './target.ts';

const describe = (failure: Failure): string =>
  failure.kind === 'invalid_request'
    ? failure.issues.map(({ in: where, pointer, message }) => `${where}${pointer} ${message}`).join('; ')
    : failure.kind.replaceAll('_', ' ');

const tooLarge = (what: 'request' | 'reply'): Refusal =>
  refusal(
    'UPSTREAM_STRICT',
    what === 'request' ? 413 : 502,
    `the ${what} has more than ${MOST_KEPT} bytes, which strict mode cannot validate`,
  );

async function readBody(incoming: ForwardedCall['incoming']): Promise<Buffer | undefined> {
  const capture = createCapture();
  for await (const chunk of incoming) capture.add(chunk as Buffer);
  const { body, complete } = capture.read(true);
  return complete ? body : undefined;
}

/** Why a request is not forwarded; `undefined` for one that keeps the contract. */
async function refusalOf(
  service: Service,
  call: ForwardedCall,
  body: Buffer,
  target: UpstreamTarget,
): Promise<Refusal | undefined> {
  const { failures, problems } = await validateReceived(
    service,
    {
      at: call.at,
      request: {
        method: call.incoming.method ?? '',
        target: call.target,
        headers: call.headers,
        body,
        complete: true,
        size: body.length,
      },
      reply: { status: 0, headers: [], body: Buffer.alloc(0), complete: true, size: 0 },
      milliseconds: 0,
    },
    target.basePath,
  );
  const [failure] = failures;
  if (failure === undefined && problems.length === 0) return undefined;
  return refusal(
    'UPSTREAM_STRICT',
    422,
    `the request breaks the contract and was not forwarded: ${failure === undefined ? problems.join('; ') : describe(failure)}`,
  );
}

/** @returns how it ended, and the verdict when there was an exchange */
export async function forwardStrictly(
  service: Service,
  call: ForwardedCall,
  target: UpstreamTarget,
  strict: true | 'replies',
): Promise<{ readonly result: ForwardResult; readonly verdict?: Verdict }> {
  const body = await readBody(call.incoming);
  const refuse = (why: Refusal): { readonly result: ForwardResult } => ({
    result: { refusal: why, sent: false },
  });
  if (body === undefined) return refuse(tooLarge('request'));
  const refused = strict === true ? await refusalOf(service, call, body, target) : undefined;
  if (refused !== undefined) return refuse(refused);
  const result = await forward({ ...call, body, hold: true }, target);
  if (!('exchange' in result)) return { result };
  const { exchange } = result;
  if (!exchange.reply.complete) return refuse(tooLarge('reply'));
  const verdict = await validateReceived(service, exchange, target.basePath);
  const broken = [
    ...verdict.drift.map(({ pointer, message }) => `${pointer} ${message}`.trim()),
    ...verdict.problems,
  ];
  if (broken.length > 0)
    return refuse(
      refusal(
        'UPSTREAM_STRICT',
        502,
        `the vendor's reply (${exchange.reply.status}) breaks the contract: ${broken.join('; ')}`,
      ),
    );
  const { outgoing, replyHeaders = [] } = call;
  outgoing.sendDate = false;
  outgoing.writeHead(exchange.reply.status, result.reason, [...endToEnd(result.raw), ...replyHeaders].flat());
  Readable.from([exchange.reply.body]).pipe(outgoing);
  await finished(outgoing).catch(() => {});
  return { result, verdict };
}
