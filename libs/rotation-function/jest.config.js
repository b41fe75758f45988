module.exports = { preset: '../../jest.preset.js', displayName: 'rotation-function' };
