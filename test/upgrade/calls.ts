/** What is written with earlier code, and what has to be read with that of today. */

export interface Call {
  readonly path: string;
  readonly method?: 'GET' | 'POST' | 'PUT';
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: object;
}

export interface Read extends Call {
  readonly status: number;
  /** Part of the reply's body. */
  readonly expected: object;
}

const basic = { authorization: `Basic ${btoa('key:secret')}` };
const bearer = { authorization: 'Bearer token', accept: 'application/json' };
const usercom = { authorization: `Token ${'key'.padEnd(64, 'a')}` };

/** In this order; the last one is the line that is torn. */
export const WRITES: readonly Call[] = [
  {
    method: 'PUT',
    path: '/engage/v1/users/u1',
    headers: basic,
    body: { first_name: 'Ada', meta: { plan: 'pro' } },
  },
  {
    method: 'POST',
    path: '/intercom/users',
    headers: bearer,
    body: { user_id: '1', name: 'Ada', email: 'ada@example.com' },
  },
  {
    method: 'POST',
    path: '/usercom/api/public/users/',
    headers: usercom,
    body: { user_id: 'u1', first_name: 'Ada' },
  },
  { method: 'POST', path: '/pets/pets', body: { name: 'Rex' } },
  { method: 'POST', path: '/pets/pets', body: { name: 'Tom' } },
];

/** Written after a restart. */
export const MORE: readonly Call[] = [
  { method: 'PUT', path: '/engage/v1/users/u2', headers: basic, body: { first_name: 'Grace' } },
  { method: 'POST', path: '/pets/pets', body: { name: 'Kit' } },
];

const ADA: Read = {
  path: '/engage/v1/users/u1',
  headers: basic,
  status: 200,
  expected: { uid: 'u1', first_name: 'Ada', meta: { plan: 'pro' } },
};
const GRACE: Read = {
  path: '/engage/v1/users/u2',
  headers: basic,
  status: 200,
  expected: { first_name: 'Grace' },
};
const pet = (id: number, name: string): Read => ({
  path: `/pets/pets/${id}`,
  status: 200,
  expected: { id, name },
});
/** Its number says that no identifier is given twice. */
const next = (id: number): Read => ({
  method: 'POST',
  path: '/pets/pets',
  body: { name: 'Pip' },
  status: 201,
  expected: { id, name: 'Pip' },
});

const ALL: readonly Read[] = [
  ADA,
  {
    path: '/intercom/users?user_id=1',
    headers: bearer,
    status: 200,
    expected: { name: 'Ada', email: 'ada@example.com' },
  },
  {
    path: '/usercom/api/public/users-by-id/u1/',
    headers: usercom,
    status: 200,
    expected: { name: 'Ada' },
  },
  pet(1, 'Rex'),
];

/** By state directory, what has to be read. */
export const READS: Readonly<Record<string, readonly Read[]>> = {
  stopped: [...ALL, pet(2, 'Tom'), next(3)],
  killed: [...ALL, pet(2, 'Tom'), next(3)],
  relaxed: [...ALL, pet(2, 'Tom'), next(3)],
  torn: [...ALL, { path: '/pets/pets/2', status: 404, expected: {} }, next(2)],
  resumed: [...ALL, GRACE, pet(2, 'Tom'), pet(3, 'Kit'), pet(4, 'Kit'), next(5)],
};

export const VENDORS = ['engage', 'intercom', 'usercom', './pets.yaml'] as const;

export async function send(
  url: string,
  { path, method = 'GET', headers, body }: Call,
): Promise<{ status: number; body: unknown }> {
  const reply = await fetch(`${url}${path}`, {
    method,
    headers: { ...headers, ...(body === undefined ? {} : { 'content-type': 'application/json' }) },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  });
  const text = await reply.text();
  try {
    return { status: reply.status, body: JSON.parse(text) };
  } catch {
    return { status: reply.status, body: text };
  }
}
