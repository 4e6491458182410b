// jest.config.js
module.exports = { globalSetup: 'vendouble/jest/setup' };
