const { resolve } = require('node:path');

/** What every project's Jest configuration starts from: SWC, and libs read from their sources. */
module.exports = {
  testEnvironment: 'node',
  testEnvironmentOptions: { customExportConditions: ['@bulkhead/source', 'node', 'require', 'default'] },
  testMatch: ['<rootDir>/src/**/*.spec.ts'],
  transform: { '\\.ts$': [require.resolve('@swc/jest'), require('./swc.config.js')] },
  // A dynamic import names the compiled file, as TypeScript wants it; the sources have another ending.
  moduleNameMapper: { '^(\\.{1,2}/.*)\\.js$': '$1' },
  // Ends a test that hangs. In CI the end-to-end suite keeps both cores busy meanwhile, and a spec that takes a second
  // alone takes ten, or thirty on a slow machine.
  testTimeout: 120_000,
  moduleFileExtensions: ['ts', 'js', 'json'],
  cacheDirectory: resolve(__dirname, '.nx/jest'),
};
