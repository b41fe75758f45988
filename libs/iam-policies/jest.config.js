module.exports = { preset: '../../jest.preset.js', displayName: 'iam-policies' };
