/** An exchange as a recording keeps it: validated, then scrubbed. */
import type { Failure } from '../core/vendor.ts';
import { decodeContent } from './decode-content.ts';
import {
  joinHeaders,
  type RawHeaders,
  type ReceivedExchange,
  type ReceivedMessage,
} from './received-exchange.ts';
import { scrubBody } from './scrub-body.ts';
import { scrubHeaders, scrubTarget } from './scrub-headers.ts';
import { type ScrubRules, scrubValue } from './scrub-rules.ts';
import type { Verdict } from './validate-received.ts';

export interface RecordedMessage {
  readonly headers: RawHeaders;
  /** SHA-256 of the scrubbed body, which names its file; `null` when there is none or it is left out. */
  readonly body: string | null;
  /** Bytes of the body as it was sent. */
  readonly size: number;
  /** Why the body is left out. */
  readonly omitted?: string | undefined;
}

/** What the contract had against an exchange when it was recorded. */
export interface RecordedVerdict {
  readonly request: readonly string[];
  readonly reply: readonly string[];
  readonly problems: readonly string[];
}

export interface RecordedExchange {
  readonly id: string;
  readonly at: string;
  readonly vendor: string;
  readonly version: string | null;
  readonly operation: string | null;
  readonly request: RecordedMessage & { readonly method: string; readonly target: string };
  readonly reply: RecordedMessage & { readonly status: number };
  readonly milliseconds: number;
  readonly verdict: RecordedVerdict;
  /** Names of fields that were kept as they are. */
  readonly kept: readonly string[];
}

/** An exchange, with the bodies that its hashes name. */
export interface ScrubbedExchange {
  readonly exchange: Omit<RecordedExchange, 'id' | 'request' | 'reply'> & {
    readonly request: Omit<RecordedExchange['request'], 'body'>;
    readonly reply: Omit<RecordedExchange['reply'], 'body'>;
  };
  readonly requestBody: string | undefined;
  readonly replyBody: string | undefined;
}

/** They are about bytes that the recording does not keep as they were. */
const OF_THE_BYTES = /^(?:content-length|content-encoding|transfer-encoding)$/i;

interface ScrubbedMessage {
  readonly message: Omit<RecordedMessage, 'body'>;
  readonly body: string | undefined;
}

function scrubMessage(message: ReceivedMessage, rules: ScrubRules): ScrubbedMessage {
  const joined = joinHeaders(message.headers);
  const headers = scrubHeaders(
    message.headers.filter(([name]) => !OF_THE_BYTES.test(name)),
    rules,
  );
  const { size } = message;
  if (size === 0) return { message: { headers, size }, body: undefined };
  const omit = (omitted: string): ScrubbedMessage => ({
    message: { headers, size, omitted },
    body: undefined,
  });
  if (!message.complete) return omit('it was not kept whole');
  const content = decodeContent(message.body, joined['content-encoding']);
  if ('problem' in content) return omit(content.problem);
  const body = scrubBody(content.value, joined['content-type'] ?? '', rules);
  return body === undefined ? omit('it is not text') : { message: { headers, size }, body };
}

function describeFailure(failure: Failure): readonly string[] {
  if (failure.kind !== 'invalid_request') return [failure.kind];
  return failure.issues.map(({ in: where, pointer, message }) => `${where}${pointer} ${message}`);
}

/** The exchange without its secrets; its verdict was reached with them. */
export function scrubExchange(
  vendor: string,
  { at, request, reply, milliseconds }: ReceivedExchange,
  verdict: Verdict,
  rules: ScrubRules,
): ScrubbedExchange {
  const [asked, answered] = [scrubMessage(request, rules), scrubMessage(reply, rules)];
  const clean = (texts: readonly string[]): readonly string[] =>
    texts.map((text) => scrubValue('', text, rules));
  return {
    requestBody: asked.body,
    replyBody: answered.body,
    exchange: {
      at: at.toISOString(),
      vendor,
      version: verdict.version ?? null,
      operation: verdict.operation?.id ?? null,
      request: { method: request.method, target: scrubTarget(request.target, rules), ...asked.message },
      reply: { status: reply.status, ...answered.message },
      milliseconds: Math.round(milliseconds * 1000) / 1000,
      verdict: {
        request: clean(verdict.failures.flatMap(describeFailure)),
        reply: clean(verdict.drift.map(({ pointer, message }) => `${pointer} ${message}`.trim())),
        problems: clean(verdict.problems),
      },
      kept: [...rules.keep],
    },
  };
}
