// serve-page.mjs
import { createServer } from 'node:http';

/** Your app: it shows the pets of the API that the query names. */
const page = `<!doctype html>
<ul></ul>
<script type="module">
  const api = new URLSearchParams(location.search).get('api');
  const reply = await fetch(api + '/pets');
  const list = document.querySelector('ul');
  if (!reply.ok) list.append('The pets cannot be shown.');
  else for (const { name } of await reply.json()) list.innerHTML += '<li>' + name + '</li>';
</script>`;

createServer((_request, response) => response.setHeader('content-type', 'text/html').end(page)).listen(
  5173,
  '127.0.0.1',
  () => console.log('http://127.0.0.1:5173'),
);
