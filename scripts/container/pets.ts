/** A document to serve from a container, and its client. */
import assert from 'node:assert/strict';

export const BASIC = { authorization: `Basic ${btoa('key:secret')}`, 'content-type': 'application/json' };

export const PETS = `\
openapi: 3.1.0
info: { title: Pets, version: '1' }
paths:
  /pets:
    post:
      operationId: createPet
      requestBody: { content: { application/json: { schema: { $ref: '#/components/schemas/Pet' } } } }
      responses: { '201': { description: Created, content: { application/json: { schema: { $ref: '#/components/schemas/Pet' } } } } }
  /pets/{id}:
    get:
      operationId: readPet
      parameters: [{ name: id, in: path, required: true, schema: { type: integer } }]
      responses: { '200': { description: The pet, content: { application/json: { schema: { $ref: '#/components/schemas/Pet' } } } } }
components:
  schemas:
    Pet:
      type: object
      required: [id]
      properties: { id: { type: integer, readOnly: true }, name: { type: string } }
`;

export async function createAndReadPet(base: string): Promise<void> {
  const body = JSON.stringify({ name: 'Rex' });
  const made = await fetch(`${base}/pets`, { method: 'POST', headers: BASIC, body });
  assert.equal(made.status, 201, await made.clone().text());
  const { id } = (await made.json()) as { id: number };
  assert.deepEqual(await (await fetch(`${base}/pets/${id}`)).json(), { id, name: 'Rex' });
}
