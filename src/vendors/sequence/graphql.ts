/** `POST /graphql` as apollo-server-express 2.25 answers it, with the error format of the vendor's own server. */
import type { Handlers } from '../../core/handler.ts';
import { ownerOf } from './auth.ts';
import { bodyOf } from './body.ts';
import type { SequenceState } from './collections.ts';
import type { components, operations } from './contract.v1.gen.ts';
import { rootOf } from './find-users.ts';
import type { GraphqlOutcome } from './graphql-answer.ts';

type WireReply = components['schemas']['GraphqlReply'];

/** The reply to one request of an array. */
function elementOf(outcome: GraphqlOutcome): WireReply {
  if ('executed' in outcome) return outcome.executed;
  if ('errors' in outcome) return { errors: [...outcome.errors] };
  return { errors: [{ message: outcome.sentence, extensions: { code: 'INTERNAL_SERVER_ERROR' } }] };
}

const TEXT = { 'content-type': 'text/html; charset=utf-8' };

export const graphql = {
  async queryGraphql({ request, state, caller }) {
    const body = bodyOf(request.body);
    if (typeof body !== 'object' || body === null || Object.keys(body).length === 0) {
      return {
        status: 500,
        headers: TEXT,
        body: 'POST body missing. Did you forget use body-parser middleware?',
      };
    }
    const { answer } = await import('./graphql-answer.ts');
    const root = rootOf(state, ownerOf(caller.account));
    if (Array.isArray(body)) {
      if (body.includes(null)) {
        const message = "Cannot read properties of null (reading 'query')";
        return { status: 500, body: { errors: [{ message, errors: null }] } };
      }
      const replies: WireReply[] = [];
      for (const one of body) replies.push(elementOf(await answer(one, root)));
      return { status: 200, body: replies };
    }
    const outcome = await answer(body, root);
    if ('executed' in outcome) return { status: 200, body: outcome.executed };
    if ('errors' in outcome) return { status: 400, body: { errors: [...outcome.errors] } };
    return { status: 400, headers: TEXT, body: outcome.sentence };
  },
} satisfies Handlers<operations, SequenceState>;
