module.exports = { preset: '../../jest.preset.js', displayName: 'inspection-function' };
