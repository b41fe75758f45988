module.exports = { preset: '../../jest.preset.js', displayName: 'standing-provider' };
