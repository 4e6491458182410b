/** Calls an address, and prints what came of it. */
await fetch(process.argv[2]).then(
  ({ status }) => console.log(`Node fetch: ${status}`),
  ({ message, cause }) => console.log(`Node fetch: failed: ${cause?.message ?? message}`),
);
