import { scramVerifier } from './scram-verifier';

/** The verifier for the password and the salt in the example of RFC 7677. */
const expected =
  'SCRAM-SHA-256$4096:W22ZaJ0SNY7soEsUEjb6gQ==$WG5d8oPm3OtcPnkdi4Uo7BkeZkBFzpcXkuLmtbsT4qY=:wfPLwcE6nTWhTAmQ7tl2KeoiWGPlZqQxSrmfPwDl2dU=';

test('P3.10: the verifier has the format of RFC 5803', () => {
  expect(scramVerifier('pencil', Buffer.from('W22ZaJ0SNY7soEsUEjb6gQ==', 'base64'))).toBe(expected);
});

test('P3.10: two verifiers of one password do not show that the password is the same', () => {
  expect(scramVerifier('pencil')).not.toBe(scramVerifier('pencil'));
});
