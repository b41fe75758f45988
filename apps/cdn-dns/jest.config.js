module.exports = { preset: '../../jest.preset.js', displayName: 'cdn-dns' };
