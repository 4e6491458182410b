// route.ts
import { Inbox } from './inbox.ts';

export const inbox = new Inbox(process.env.INTERCOM_SECRET ?? 'a-secret');

/** The handler of a route of Next.js, and of everything else that takes a `Request`. */
export async function POST(request: Request): Promise<Response> {
  const body = Buffer.from(await request.arrayBuffer());
  return new Response(null, { status: inbox.receive(body, request.headers.get('x-hub-signature')) });
}
