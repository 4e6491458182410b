// pets.spec.js
const { expect, test: base } = require('@playwright/test');

const admin = 'http://127.0.0.1:4010/__admin';

/** Each test gets a world of its own. */
const test = base.extend({
  world: async ({ request }, use) => {
    const reply = await request.post(`${admin}/worlds`, { data: {} });
    await use(await reply.json());
  },
});

test('the page shows a pet', async ({ page, request, world }) => {
  await request.post(`${world.urls.openapi}/pets`, { data: { name: 'Rex' } });
  await page.goto(`http://127.0.0.1:5173/?api=${world.urls.openapi}`);
  await expect(page.getByRole('listitem')).toHaveText(['Rex']);
});

test('the page says that the API is down', async ({ page, request, world }) => {
  await request.post(`${admin}/faults?world=${world.id}`, { data: { operation: 'listPets', status: 503 } });
  await page.goto(`http://127.0.0.1:5173/?api=${world.urls.openapi}`);
  await expect(page.getByText('The pets cannot be shown.')).toBeVisible();
});
