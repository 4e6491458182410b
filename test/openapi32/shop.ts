/** A shop as OpenAPI 3.2 describes it: orders are searched with QUERY, and linked, and their history is one string. */
const ok = (schema: object, more: object = {}): object => ({
  200: { description: 'Done', content: { 'application/json': { schema } }, ...more },
});
const Order = { $ref: '#/components/schemas/Order' };
const orders = {
  type: 'object',
  required: ['data'],
  properties: { data: { type: 'array', items: Order }, total: { type: 'integer' } },
};

export const shop = (edition = '3.2.0'): Record<string, unknown> => ({
  openapi: edition,
  info: { title: 'Shop', version: '1' },
  paths: {
    '/orders': {
      get: {
        operationId: 'listOrders',
        responses: ok(orders, { headers: { 'Accept-Query': { schema: { type: 'string' } } } }),
      },
      post: {
        operationId: 'createOrder',
        requestBody: { required: true, content: { 'application/json': { schema: Order } } },
        responses: { 201: { description: 'Created', content: { 'application/json': { schema: Order } } } },
      },
      query: {
        operationId: 'findOrders',
        requestBody: {
          required: true,
          content: {
            'application/json': {
              schema: {
                type: 'object',
                properties: {
                  filter: {
                    type: 'object',
                    properties: { status: { type: 'string' }, priceAbove: { type: 'number' } },
                  },
                  limit: { type: 'integer', minimum: 1 },
                  offset: { type: 'integer' },
                },
              },
            },
            'application/x-www-form-urlencoded': { schema: { type: 'object' } },
          },
        },
        responses: {
          ...ok(orders),
          415: { description: 'Another media type' },
          422: { description: 'Invalid' },
        },
      },
    },
    '/orders/{id}': {
      parameters: [{ name: 'id', in: 'path', required: true, schema: { type: 'string' } }],
      get: { operationId: 'readOrder', responses: ok(Order) },
      additionalOperations: {
        LINK: { operationId: 'linkOrder', responses: { 204: { description: 'Linked' } } },
        FOLLOW: { operationId: 'followOrder', responses: { 204: { description: 'Followed' } } },
      },
    },
    '/orders/search': {
      get: {
        operationId: 'searchOrders',
        parameters: [
          {
            name: 'search',
            in: 'querystring',
            content: {
              'application/x-www-form-urlencoded': {
                schema: {
                  type: 'object',
                  required: ['status'],
                  properties: {
                    status: { type: 'string', enum: ['open', 'paid'] },
                    count: { type: 'integer' },
                  },
                },
              },
            },
          },
        ],
        responses: ok(orders),
      },
    },
  },
  components: {
    schemas: {
      Order: {
        type: 'object',
        required: ['status'],
        properties: {
          id: { type: 'string', readOnly: true },
          status: { type: 'string', enum: ['open', 'paid'] },
          price: { type: 'number' },
        },
      },
    },
  },
});
