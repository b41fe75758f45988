module.exports = { preset: '../../jest.preset.js', displayName: 'code-mutations' };
