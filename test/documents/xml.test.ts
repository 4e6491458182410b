/** XML bodies: what is read of them, and how replies are written. */
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { createEmulator, type Emulator } from '../../src/emulator/create-emulator.ts';
import { writeDocuments } from '../support/document.ts';
import { ask, echoing } from './echo.ts';

const text = { type: 'string' };
const integer = { type: 'integer' };
const object = (properties: object, xml?: object) => ({
  type: 'object',
  properties,
  ...(xml === undefined ? {} : { xml }),
});

const Pet = object(
  {
    id: { ...integer, xml: { attribute: true } },
    tag: { ...text, xml: { attribute: true, prefix: 'p', name: 'mark' } },
    name: text,
    alias: { ...text, xml: { name: 'nick' } },
    age: { type: ['integer', 'null'] },
    toys: { type: 'array', items: text },
    legs: { type: 'array', items: { ...integer, xml: { name: 'leg' } } },
    owners: { type: 'array', xml: { wrapped: true }, items: { ...text, xml: { name: 'owner' } } },
    vets: { type: 'array', xml: { wrapped: true, name: 'doctors' }, items: object({ city: text }) },
    home: object({ city: text, zip: integer }),
  },
  { name: 'pet' },
);

describe('an XML body is read as its schema says:', () => {
  let emulator: Emulator;
  beforeAll(async () => {
    const taking = (schema: object) => ({
      post: { requestBody: { content: { 'application/xml': { schema } } } },
    });
    emulator = await echoing(
      {
        '/pet': taking(Pet),
        '/any': taking({}),
        '/list': taking({ type: 'array', items: integer, xml: { name: 'numbers' } }),
        '/number': taking(integer),
        '/all': taking({ allOf: [{ $ref: '#/components/schemas/Named' }, object({ age: integer })] }),
      },
      { components: { schemas: { Named: object({ name: { ...text, xml: { attribute: true } } }) } } },
    );
  });
  afterAll(() => emulator.close());

  const send = (path: string, body: string) =>
    ask(emulator, path, { method: 'POST', headers: { 'content-type': 'application/xml' }, body });

  test.each<[string, string, string, unknown]>([
    ['an attribute', '/pet', '<pet id="7"/>', { id: 7 }],
    [
      'an attribute with a prefix and a name of its own',
      '/pet',
      '<pet p:mark="x" xmlns:p="urn:p"/>',
      { tag: 'x' },
    ],
    ['an attribute that the schema does not have', '/pet', '<pet colour="red"/>', { colour: 'red' }],
    ['no declaration of a namespace', '/pet', '<pet xmlns="urn:a" xsi:type="P" xmlns:xsi="urn:x"/>', {}],
    [
      'an element, whatever its prefix',
      '/pet',
      '<p:pet xmlns:p="urn:p"><p:name>Rex</p:name></p:pet>',
      { name: 'Rex' },
    ],
    ['a name of its own', '/pet', '<pet><nick>R</nick></pet>', { alias: 'R' }],
    [
      'a text around a comment and a part of CDATA',
      '/pet',
      '<pet><name>R<!-- or T -->e<![CDATA[<x>]]></name></pet>',
      { name: 'Re<x>' },
    ],
    ['escapes', '/pet', '<pet><name>&lt;&amp;&#65;</name></pet>', { name: '<&A' }],
    ['an empty element', '/pet', '<pet><name/></pet>', { name: '' }],
    ['nil', '/pet', '<pet xmlns:xsi="urn:x"><age xsi:nil="true"/></pet>', { age: null }],
    [
      'nil that is false',
      '/pet',
      '<pet xmlns:xsi="urn:x"><name xsi:nil="false">a</name></pet>',
      { name: 'a' },
    ],
    ['a list without a wrapper', '/pet', '<pet><toys>a</toys><toys>b</toys></pet>', { toys: ['a', 'b'] }],
    ['a list of one', '/pet', '<pet><toys>a</toys></pet>', { toys: ['a'] }],
    ['a list by the name of its items', '/pet', '<pet><leg>1</leg><leg>2</leg></pet>', { legs: [1, 2] }],
    [
      'a wrapped list',
      '/pet',
      '<pet><owners><owner>a</owner><owner>b</owner></owners></pet>',
      { owners: ['a', 'b'] },
    ],
    ['a wrapped list of one', '/pet', '<pet><owners><owner>a</owner></owners></pet>', { owners: ['a'] }],
    ['an empty wrapped list', '/pet', '<pet><owners/></pet>', { owners: [] }],
    [
      'a wrapped list with a name of its own',
      '/pet',
      '<pet><doctors><vets><city>a</city></vets></doctors></pet>',
      { vets: [{ city: 'a' }] },
    ],
    [
      'an object in an object',
      '/pet',
      '<pet><home><city>Ulm</city><zip>8</zip></home></pet>',
      { home: { city: 'Ulm', zip: 8 } },
    ],
    [
      'elements that the schema does not have',
      '/pet',
      '<pet><a>1</a><b>x</b><b>y</b></pet>',
      { a: '1', b: ['x', 'y'] },
    ],
    ['no schema at all', '/any', '<a><b>1</b><c d="e"/></a>', { b: '1', c: { d: 'e' } }],
    ['a list as the root', '/list', '<numbers><item>1</item><item>2</item></numbers>', [1, 2]],
    ['a number as the root', '/number', '<n>5</n>', 5],
    ['a schema of parts', '/all', '<all name="A"><age>3</age></all>', { name: 'A', age: 3 }],
  ])('%s', async (_what, path, body, expected) => {
    expect(await send(path, body)).toEqual({ status: 200, body: { path: {}, query: {}, body: expected } });
  });

  test.each<[string, string, string]>([
    ['another root element', '/pet', '<dog/>'],
    ['a text that is no number', '/pet', '<pet id="x"/>'],
    ['elements where a single value is', '/pet', '<pet><name><first>R</first></name></pet>'],
    ['two elements for one value', '/pet', '<pet><name>a</name><name>b</name></pet>'],
    ['an element that is not closed', '/pet', '<pet><name>a</pet>'],
    ['no element', '/pet', '<!-- nothing -->'],
    ['more than 200 levels', '/any', `${'<a>'.repeat(202)}${'</a>'.repeat(202)}`],
  ])('%s is refused', async (_what, path, body) => {
    expect((await send(path, body)).status).toBe(400);
  });

  test('200 levels are read', async () => {
    expect((await send('/any', `${'<a>'.repeat(201)}${'</a>'.repeat(201)}`)).status).toBe(200);
  });
});

describe('a reply is written in XML as its schema says:', () => {
  const schemas = { Thing: object({ a: text }) };
  const cases: readonly (readonly [what: string, schema: object, example: unknown, expected: string])[] = [
    ['an attribute', Pet, { id: 7, name: 'Rex' }, '<pet id="7"><name>Rex</name></pet>'],
    ['an attribute with a prefix', Pet, { tag: 'x' }, '<pet p:mark="x"></pet>'],
    ['a name of its own', Pet, { alias: 'R' }, '<pet><nick>R</nick></pet>'],
    ['a list without a wrapper', Pet, { toys: ['a', 'b'] }, '<pet><toys>a</toys><toys>b</toys></pet>'],
    ['a list by the name of its items', Pet, { legs: [1, 2] }, '<pet><leg>1</leg><leg>2</leg></pet>'],
    [
      'a wrapped list',
      Pet,
      { owners: ['a', 'b'] },
      '<pet><owners><owner>a</owner><owner>b</owner></owners></pet>',
    ],
    [
      'a wrapped list with a name of its own',
      Pet,
      { vets: [{ city: 'a' }] },
      '<pet><doctors><doctors><city>a</city></doctors></doctors></pet>',
    ],
    ['an object in an object', Pet, { home: { zip: 8 } }, '<pet><home><zip>8</zip></home></pet>'],
    ['null as nothing', Pet, { age: null }, '<pet><age></age></pet>'],
    [
      'a namespace without a prefix',
      object({ a: text }, { name: 'n', namespace: 'urn:n' }),
      { a: 'x' },
      '<n xmlns="urn:n"><a>x</a></n>',
    ],
    [
      'a namespace with a prefix',
      object({ a: text }, { name: 'n', namespace: 'urn:n', prefix: 'q' }),
      { a: 'x' },
      '<q:n xmlns:q="urn:n"><a>x</a></q:n>',
    ],
    [
      'a namespace on a single value',
      object({ a: { ...text, xml: { namespace: 'urn:a', prefix: 'q' } } }, { name: 'n' }),
      { a: 'x' },
      '<n><q:a xmlns:q="urn:a">x</q:a></n>',
    ],
    ['a root without a name', object({ a: text }), { a: 'x' }, '<root><a>x</a></root>'],
    ['escapes', object({ a: text }), { a: '<&>' }, '<root><a>&lt;&amp;&gt;</a></root>'],
    [
      'the name of a schema as the root',
      { $ref: '#/components/schemas/Thing' },
      { a: 'x' },
      '<Thing><a>x</a></Thing>',
    ],
  ];

  let emulator: Emulator;
  beforeAll(async () => {
    const paths = cases.map(([, schema, example], at) => [
      `/${at}`,
      {
        get: { responses: { 200: { description: '', content: { 'application/xml': { schema, example } } } } },
      },
    ]);
    const document = {
      openapi: '3.1.0',
      info: { title: 'XML', version: '1' },
      paths: Object.fromEntries(paths),
      components: { schemas },
    };
    const spec = writeDocuments({ 'api.json': JSON.stringify(document) });
    emulator = await createEmulator({ documents: { api: { spec, prefix: '/' } }, port: 0, strict: true });
  });
  afterAll(() => emulator.close());

  test.each(cases.map(([what, , , expected], at) => [what, at, expected] as const))(
    '%s',
    async (_what, at, expected) => {
      const all = await (await fetch(`${emulator.url()}/${at}`)).text();
      expect(all.replace(/^<\?xml [^?]*\?>/, '')).toBe(expected);
    },
  );
});
