/** Resources besides users: companies, counts, leads, visitors and admins. */
import { describe, expect, test } from 'vitest';
import { person, stateWith } from './state.ts';
import { type Send, sender, start, told } from './support.ts';

/** Three users, two of them in company 6. */
async function populate(send: Send): Promise<string> {
  const acme = { company_id: '6', name: 'Acme' };
  const { body } = await send('POST', '/users', { user_id: 'u1', companies: [acme] });
  await send('POST', '/users', { user_id: 'u2', companies: [{ company_id: '7' }] });
  await send('POST', '/users', { user_id: 'u3', companies: [acme] });
  return body.companies.companies[0].id;
}

describe('the users of a company', () => {
  test('are listed by its id and by its company_id, page by page', async () => {
    await using emulator = await start();
    const send = sender(emulator);
    const id = await populate(send);
    for (const path of [`/companies/${id}/users?`, '/companies?company_id=6&type=user&']) {
      const { body } = await send('GET', `${path}per_page=1`);
      expect(body).toMatchObject({ type: 'user.list', total_count: 2, users: [{ user_id: 'u3' }] });
      expect(body.pages.next).toBe(`${emulator.url('intercom')}${path}per_page=1&page=2`);
      expect((await send('GET', body.pages.next)).body.users).toMatchObject([{ user_id: 'u1' }]);
    }
  });

  test('answer 404 for a company that does not exist', async () => {
    await using emulator = await start();
    const send = sender(emulator);
    for (const path of ['/companies/6/users', '/companies?company_id=6&type=user']) {
      expect(told(await send('GET', path))).toEqual([404, 'not_found', 'Company Not Found']);
    }
  });

  test.each(['/companies', '/companies?company_id=6', '/companies?name=Acme&type=user'])(
    'are the only company lists that are modelled: %s is refused',
    async (path) => {
      await using emulator = await start();
      const send = sender(emulator);
      await populate(send);
      expect(told(await send('GET', path))).toEqual([
        400,
        'unsupported',
        'listing companies is not modelled here',
      ]);
    },
  );
});

describe('counts', () => {
  test('give the number of records of each kind', async () => {
    await using emulator = await start();
    const send = sender(emulator);
    await populate(send);
    await send('POST', '/tags', { name: 'a' });
    expect((await send('GET', '/counts')).text).toBe(
      '{"type":"count.hash","company":{"count":2},"user":{"count":3},"lead":{"count":0},"tag":{"count":1},"segment":{"count":0}}',
    );
  });

  test('give the number of users and companies per tag, and of users per company', async () => {
    await using emulator = await start();
    const send = sender(emulator);
    await populate(send);
    await send('POST', '/tags', { name: 'Independent', users: [{ user_id: 'u1' }, { user_id: 'u2' }] });
    await send('POST', '/tags', { name: 'constructor', companies: [{ company_id: '6' }] });
    const counted = async (query: string): Promise<string> => (await send('GET', `/counts?${query}`)).text;
    expect(await counted('type=user&count=tag')).toBe(
      '{"type":"count","user":{"tag":[{"Independent":2},{"constructor":0}]}}',
    );
    expect(await counted('type=company&count=tag')).toBe(
      '{"type":"count","company":{"tag":[{"Independent":0},{"constructor":1}]}}',
    );
    expect(await counted('type=company&count=user')).toBe(
      '{"type":"count","company":{"user":[{"Acme":2,"remote_company_id":"6"},{"7":1,"remote_company_id":"7"}]}}',
    );
    await send('POST', '/tags', { name: 'constructor', companies: [{ company_id: '6', untag: true }] });
    expect(await counted('type=company&count=tag')).toContain('{"constructor":0}');
  });

  test('that are not modelled are refused', async () => {
    await using emulator = await start();
    const refused = await sender(emulator)('GET', '/counts?type=conversation&count=admin');
    expect(told(refused)).toEqual([
      400,
      'unsupported',
      'counting conversation by admin is not modelled here',
    ]);
  });
});

describe('a lead', () => {
  const LEAD = '8a88a590-e1c3-41e2-a502-e0649dbf721c';
  const withLead = () =>
    stateWith({
      leads: [
        person('1', {
          user_id: LEAD,
          email: 'lead@example.com',
          name: 'Lead',
          phone: '555',
          pseudonym: 'Lime Camel from Dublin',
          custom_attributes: { plan: 'free', trial: true },
        }),
      ],
    });

  test('becomes a user with the identifiers that are sent, and keeps its e-mail but not its user_id', async () => {
    await using emulator = await start({ state: withLead() });
    const send = sender(emulator);
    const { status, body } = await send('POST', '/contacts/convert', {
      contact: { user_id: LEAD },
      user: { user_id: 'u1' },
    });
    expect(status).toBe(200);
    expect(body).toMatchObject({
      type: 'user',
      anonymous: false,
      user_id: 'u1',
      email: 'lead@example.com',
      pseudonym: 'Lime Camel from Dublin',
    });
    expect((await send('GET', '/users?user_id=u1')).body).toEqual(body);
    expect((await send('GET', '/counts')).body).toMatchObject({ user: { count: 1 }, lead: { count: 0 } });
  });

  test('found by its id takes the e-mail that is sent', async () => {
    await using emulator = await start({ state: withLead() });
    const { body } = await sender(emulator)('POST', '/contacts/convert', {
      contact: { id: '1'.padEnd(24, '0') },
      user: { email: 'Joe@example.com' },
    });
    expect(body).toMatchObject({ user_id: null, email: 'joe@example.com' });
  });

  test('is merged into an existing user, who gets no identifiers and only what was missing', async () => {
    await using emulator = await start({ state: withLead() });
    const send = sender(emulator);
    const user = { user_id: 'u1', name: 'User', custom_attributes: { plan: 'pro' } };
    const { id } = (await send('POST', '/users', user)).body;
    const { body } = await send('POST', '/contacts/convert', {
      contact: { user_id: LEAD },
      user: { user_id: 'u1' },
    });
    expect(body).toMatchObject({
      id,
      user_id: 'u1',
      email: null,
      name: 'User',
      phone: '555',
      custom_attributes: { plan: 'pro', trial: true },
    });
    expect((await send('GET', '/counts')).body.lead.count).toBe(0);
  });

  test('counts as a user', async () => {
    await using emulator = await start({ state: withLead() });
    expect((await sender(emulator)('GET', '/counts')).body).toMatchObject({
      user: { count: 1 },
      lead: { count: 1 },
    });
  });

  test.each<[object, number, string, string]>([
    [{ contact: { user_id: 'x' }, user: { user_id: 'u1' } }, 404, 'not_found', 'Contact Not Found'],
    [
      { contact: { user_id: LEAD }, user: {} },
      400,
      'missing_parameter',
      'User email, user_id or anonymous_id must be supplied',
    ],
    [{ contact: { user_id: LEAD }, user: { id: 'x' } }, 404, 'not_found', 'User Not Found'],
    [{ contact: { user_id: LEAD } }, 400, 'parameter_not_found', 'missing user parameter'],
  ])('is not converted by %j', async (body, ...expected) => {
    await using emulator = await start({ state: withLead() });
    const send = sender(emulator);
    expect(told(await send('POST', '/contacts/convert', body))).toEqual(expected);
    expect((await send('GET', '/counts')).body).toMatchObject({ user: { count: 1 }, lead: { count: 1 } });
  });
});

describe('a visitor', () => {
  const withVisitor = () => stateWith({ visitors: [person('2', { user_id: 'v1', pseudonym: 'Red Duck' })] });

  test('becomes a lead, and then a user', async () => {
    await using emulator = await start({ state: withVisitor() });
    const send = sender(emulator);
    const { body } = await send('POST', '/visitors/convert', { visitor: { user_id: 'v1' }, type: 'lead' });
    expect(body).toMatchObject({ type: 'contact', anonymous: true, user_id: 'v1', pseudonym: 'Red Duck' });
    const user = await send('POST', '/contacts/convert', {
      contact: { user_id: 'v1' },
      user: { user_id: 'u1' },
    });
    expect(user.body).toMatchObject({ type: 'user', id: body.id, user_id: 'u1' });
  });

  test('becomes a user, or is merged into one', async () => {
    await using emulator = await start({ state: withVisitor() });
    const send = sender(emulator);
    await send('POST', '/users', { email: 'joe@example.com' });
    const convert = { visitor: { user_id: 'v1' }, user: { email: 'joe@example.com' }, type: 'user' };
    expect((await send('POST', '/visitors/convert', convert)).body).toMatchObject({
      type: 'user',
      email: 'joe@example.com',
      user_id: null,
    });
    expect((await send('GET', '/users')).body.total_count).toBe(1);
    expect(told(await send('POST', '/visitors/convert', convert))).toEqual([
      404,
      'not_found',
      'Visitor Not Found',
    ]);
  });

  test('cannot become a user unless the call says which one', async () => {
    await using emulator = await start({ state: withVisitor() });
    const refused = await sender(emulator)('POST', '/visitors/convert', {
      visitor: { user_id: 'v1' },
      type: 'user',
    });
    expect(told(refused).slice(0, 2)).toEqual([400, 'missing_parameter']);
  });
});

describe('admins', () => {
  test('are those in the state', async () => {
    await using empty = await start();
    expect((await sender(empty)('GET', '/admins')).text).toBe('{"type":"admin.list","admins":[]}');
    const state = stateWith({ admins: [{ id: '1', name: 'Ada', email: 'ada@example.com' }] });
    await using emulator = await start({ state });
    expect((await sender(emulator)('GET', '/admins')).body.admins).toEqual([
      { type: 'admin', id: '1', name: 'Ada', email: 'ada@example.com' },
    ]);
  });
});
