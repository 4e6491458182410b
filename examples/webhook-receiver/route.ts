// app/hooks/intercom/route.ts of Next.js, and every other handler that takes a Request
import { Inbox } from './inbox.ts';

export const inbox = new Inbox(process.env.INTERCOM_SECRET ?? 'a-secret');

export async function POST(request: Request): Promise<Response> {
  const body = Buffer.from(await request.arrayBuffer());
  return new Response(null, { status: inbox.receive(body, request.headers.get('x-hub-signature')) });
}
