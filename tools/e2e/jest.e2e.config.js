module.exports = {
  preset: '../../jest.preset.js',
  displayName: 'e2e',
  testMatch: ['<rootDir>/src/**/*.e2e.ts'],
  testSequencer: '<rootDir>/longest-first.js',
  reporters: ['default', '<rootDir>/durations.js'],
  // Ends a test that hangs. An engine at work on the emulator takes minutes, and several times as many on a slow machine.
  testTimeout: 1_800_000,
  // Each file has an emulator of its own and waits for most of its time, of which Terraform's provider decides: a first
  // deploy of saas takes 105 s, and two cores for 10 of them.
  maxWorkers: 4,
};
