/**
 * The objects of an OpenAPI 3.2 document and their fields. AJV does not resolve the `$dynamicRef` of the official
 * schema and would refuse most documents, so that the structure is checked by this table.
 */

import type { FieldKind, NameRule, ObjectName, ObjectRule } from './structure-rule.ts';

const TOKEN: NameRule = {
  pattern: /^[\w!#$%&'*+.^`|~-]+$/,
  sentence: "may have letters, digits and !#$%&'*+-.^_`|~",
};
const COMPONENT: NameRule = {
  pattern: /^[\w.-]+$/,
  sentence: 'may have letters, digits, dots, hyphens and underscores',
};

const TEXTS = { list: 'text' } as const;
const SERVERS = { list: 'server' } as const;
const PARAMETERS = { list: 'parameter' } as const;
const CONTENT = { map: 'mediaType' } as const;
const HEADERS = { map: 'header', names: TOKEN } as const;
const EXAMPLES = { example: 'any', examples: { map: 'example' } } as const;
const REQUIREMENTS = { list: { map: TEXTS } } as const;
const CALLBACK = { map: 'pathItem', reference: true } as const;
const ENCODINGS = {
  encoding: { map: 'encoding' },
  prefixEncoding: { list: 'encoding' },
  itemEncoding: 'encoding',
} as const;
const ENCODING_EXCLUSIONS = [
  ['encoding', 'prefixEncoding'],
  ['encoding', 'itemEncoding'],
] as const;

const named = (kind: FieldKind): FieldKind => ({ map: kind, names: COMPONENT });

export const OBJECT_RULES: Readonly<Record<ObjectName, ObjectRule>> = {
  openapi: {
    what: 'the document',
    fields: {
      openapi: 'text',
      $self: 'text',
      info: 'info',
      jsonSchemaDialect: 'text',
      servers: SERVERS,
      paths: { map: 'pathItem' },
      webhooks: { map: 'pathItem' },
      components: 'components',
      security: REQUIREMENTS,
      tags: { list: 'tag' },
      externalDocs: 'externalDocs',
    },
    required: ['info'],
    oneOf: ['paths', 'components', 'webhooks'],
  },
  info: {
    what: 'info',
    fields: {
      ...{ title: 'text', summary: 'text', description: 'text', termsOfService: 'text', version: 'text' },
      contact: 'contact',
      license: 'license',
    },
    required: ['title', 'version'],
  },
  contact: { what: 'a contact', fields: { name: 'text', url: 'text', email: 'text' } },
  license: {
    what: 'a license',
    fields: { name: 'text', identifier: 'text', url: 'text' },
    required: ['name'],
    exclusive: [['identifier', 'url']],
  },
  server: {
    what: 'a server',
    fields: { url: 'text', description: 'text', name: 'text', variables: { map: 'serverVariable' } },
    required: ['url'],
  },
  serverVariable: {
    what: 'a server variable',
    fields: { enum: TEXTS, default: 'text', description: 'text' },
    required: ['default'],
  },
  components: {
    what: 'components',
    fields: {
      schemas: named('schema'),
      responses: named('response'),
      parameters: named('parameter'),
      examples: named('example'),
      requestBodies: named('requestBody'),
      headers: named('header'),
      securitySchemes: named('securityScheme'),
      links: named('link'),
      callbacks: named(CALLBACK),
      pathItems: named('pathItem'),
      mediaTypes: named('mediaType'),
    },
  },
  pathItem: {
    what: 'a path',
    fields: {
      ...{ $ref: 'text', summary: 'text', description: 'text' },
      servers: SERVERS,
      parameters: PARAMETERS,
      additionalOperations: { map: 'operation', names: TOKEN },
      ...{ get: 'operation', put: 'operation', post: 'operation', delete: 'operation', options: 'operation' },
      ...{ head: 'operation', patch: 'operation', trace: 'operation', query: 'operation' },
    },
  },
  operation: {
    what: 'an operation',
    fields: {
      ...{ tags: TEXTS, summary: 'text', description: 'text', operationId: 'text', deprecated: 'flag' },
      externalDocs: 'externalDocs',
      parameters: PARAMETERS,
      requestBody: 'requestBody',
      responses: { map: 'response' },
      callbacks: { map: CALLBACK },
      security: REQUIREMENTS,
      servers: SERVERS,
    },
  },
  externalDocs: { what: 'externalDocs', fields: { description: 'text', url: 'text' }, required: ['url'] },
  parameter: {
    what: 'a parameter',
    fields: {
      name: 'text',
      in: { oneOf: ['path', 'query', 'querystring', 'header', 'cookie'] },
      ...{ description: 'text', required: 'flag', deprecated: 'flag', allowEmptyValue: 'flag' },
      ...{ style: 'text', explode: 'flag', allowReserved: 'flag' },
      schema: 'schema',
      content: CONTENT,
      ...EXAMPLES,
    },
    required: ['name', 'in'],
    exclusive: [
      ['example', 'examples'],
      ['schema', 'content'],
    ],
    oneOf: ['schema', 'content'],
    reference: true,
  },
  requestBody: {
    what: 'a request body',
    fields: { description: 'text', content: CONTENT, required: 'flag' },
    required: ['content'],
    reference: true,
  },
  mediaType: {
    what: 'a media type',
    fields: { description: 'text', schema: 'schema', itemSchema: 'schema', ...ENCODINGS, ...EXAMPLES },
    exclusive: [['example', 'examples'], ...ENCODING_EXCLUSIONS],
    reference: true,
  },
  encoding: {
    what: 'an encoding',
    fields: {
      contentType: 'text',
      headers: HEADERS,
      style: { oneOf: ['form', 'spaceDelimited', 'pipeDelimited', 'deepObject'] },
      ...{ explode: 'flag', allowReserved: 'flag' },
      ...ENCODINGS,
    },
    exclusive: ENCODING_EXCLUSIONS,
  },
  response: {
    what: 'a response',
    fields: {
      summary: 'text',
      description: 'text',
      headers: HEADERS,
      content: CONTENT,
      links: { map: 'link' },
    },
    reference: true,
  },
  example: {
    what: 'an example',
    fields: {
      ...{ summary: 'text', description: 'text', serializedValue: 'text', externalValue: 'text' },
      ...{ dataValue: 'any', value: 'any' },
    },
    exclusive: [
      ['value', 'externalValue'],
      ['value', 'dataValue'],
      ['value', 'serializedValue'],
      ['serializedValue', 'externalValue'],
    ],
    reference: true,
  },
  link: {
    what: 'a link',
    fields: {
      ...{ operationRef: 'text', operationId: 'text', description: 'text', requestBody: 'any' },
      parameters: { map: 'any' },
      server: 'server',
    },
    exclusive: [['operationRef', 'operationId']],
    oneOf: ['operationRef', 'operationId'],
    reference: true,
  },
  header: {
    what: 'a header',
    fields: {
      ...{ description: 'text', required: 'flag', deprecated: 'flag', explode: 'flag' },
      style: { oneOf: ['simple'] },
      schema: 'schema',
      content: CONTENT,
      ...EXAMPLES,
    },
    exclusive: [
      ['example', 'examples'],
      ['schema', 'content'],
    ],
    oneOf: ['schema', 'content'],
    reference: true,
  },
  tag: {
    what: 'a tag',
    fields: {
      ...{ name: 'text', summary: 'text', description: 'text', parent: 'text', kind: 'text' },
      externalDocs: 'externalDocs',
    },
    required: ['name'],
  },
  securityScheme: {
    what: 'a security scheme',
    fields: {
      type: { oneOf: ['apiKey', 'http', 'mutualTLS', 'oauth2', 'openIdConnect'] },
      ...{ description: 'text', deprecated: 'flag', name: 'text', scheme: 'text', bearerFormat: 'text' },
      ...{ openIdConnectUrl: 'text', oauth2MetadataUrl: 'text' },
      in: { oneOf: ['query', 'header', 'cookie'] },
      flows: 'flows',
    },
    required: ['type'],
    reference: true,
  },
  flows: {
    what: 'flows',
    fields: {
      ...{ implicit: 'flow', password: 'flow', clientCredentials: 'flow', authorizationCode: 'flow' },
      deviceAuthorization: 'flow',
    },
  },
  flow: {
    what: 'a flow',
    fields: {
      ...{ authorizationUrl: 'text', deviceAuthorizationUrl: 'text', tokenUrl: 'text', refreshUrl: 'text' },
      scopes: { map: 'text' },
    },
    required: ['scopes'],
  },
  xml: {
    what: 'xml',
    fields: {
      nodeType: { oneOf: ['element', 'attribute', 'text', 'cdata', 'none'] },
      ...{ name: 'text', namespace: 'text', prefix: 'text', attribute: 'flag', wrapped: 'flag' },
    },
    exclusive: [
      ['nodeType', 'attribute'],
      ['nodeType', 'wrapped'],
    ],
  },
  discriminator: {
    what: 'a discriminator',
    fields: { propertyName: 'text', mapping: { map: 'text' }, defaultMapping: 'text' },
    required: ['propertyName'],
  },
};
