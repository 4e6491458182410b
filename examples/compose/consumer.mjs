/** Calls a vendor by its base URL, and an internal API by the host that a client has in its code. */
const { ENGAGE_BASE_URL } = process.env;
const json = { 'content-type': 'application/json' };

async function call(url, init) {
  const reply = await fetch(url, init);
  if (!reply.ok) throw new Error(`${url} answers ${reply.status}: ${await reply.text()}`);
  return reply.json();
}

const headers = { ...json, authorization: `Basic ${btoa('key:secret')}` };
await call(`${ENGAGE_BASE_URL}/v1/users/u1`, { method: 'PUT', headers, body: '{"first_name":"Ada"}' });
const user = await call(`${ENGAGE_BASE_URL}/v1/users/u1`, { headers });

const { id } = await call('http://pets.internal/pets', {
  method: 'POST',
  headers: json,
  body: '{"name":"Rex"}',
});
const pet = await call(`http://pets.internal/pets/${id}`);

console.log(`${user.first_name} and ${pet.name} are there`);
