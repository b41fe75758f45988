module.exports = { preset: '../../jest.preset.js', displayName: 'cdk-constructs' };
