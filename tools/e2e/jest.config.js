module.exports = {
  preset: '../../jest.preset.js',
  displayName: 'e2e',
  testMatch: ['<rootDir>/src/**/*.e2e.ts'],
  // An engine at work on the emulator takes minutes, most of them waiting for intervals fixed in the provider.
  testTimeout: 600_000,
  // One file at a time would leave a core idle while the other waits.
  maxWorkers: 2,
};
