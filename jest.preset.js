const { resolve } = require('node:path');

/** What every project's Jest configuration starts from: SWC, and libs read from their sources. */
module.exports = {
  testEnvironment: 'node',
  testEnvironmentOptions: { customExportConditions: ['@bulkhead/source', 'node', 'require', 'default'] },
  testMatch: ['<rootDir>/src/**/*.spec.ts'],
  transform: { '\\.ts$': [require.resolve('@swc/jest'), require('./swc.config.js')] },
  moduleFileExtensions: ['ts', 'js', 'json'],
  cacheDirectory: resolve(__dirname, '.nx/jest'),
};
