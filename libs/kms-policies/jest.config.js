module.exports = { preset: '../../jest.preset.js', displayName: 'kms-policies' };
