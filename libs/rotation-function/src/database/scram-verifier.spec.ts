import { scramVerifier } from './scram-verifier';

/** Of the password and the salt in the example of RFC 7677. */
const expected =
  'SCRAM-SHA-256$4096:W22ZaJ0SNY7soEsUEjb6gQ==$WG5d8oPm3OtcPnkdi4Uo7BkeZkBFzpcXkuLmtbsT4qY=:wfPLwcE6nTWhTAmQ7tl2KeoiWGPlZqQxSrmfPwDl2dU=';

test('P3.10: the verifier is that of RFC 5803', () => {
  expect(scramVerifier('pencil', Buffer.from('W22ZaJ0SNY7soEsUEjb6gQ==', 'base64'))).toBe(expected);
});

test('P3.10: two verifiers of one password have nothing in common that tells so', () => {
  expect(scramVerifier('pencil')).not.toBe(scramVerifier('pencil'));
});
