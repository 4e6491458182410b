// playwright.config.js
module.exports = {
  testMatch: 'pets.spec.js',
  use: { launchOptions: { executablePath: process.env.CHROMIUM } },
  webServer: [
    {
      command: 'npx vendouble start ./openapi.yaml --ephemeral --strict',
      url: 'http://127.0.0.1:4010/__admin/health',
    },
    { command: 'node serve-page.mjs', url: 'http://127.0.0.1:5173' },
  ],
};
