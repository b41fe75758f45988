module.exports = { preset: '../../jest.preset.js', displayName: 'dr-region' };
