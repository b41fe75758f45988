import { checkedRequest } from './suppression';

const reason = 'The log group holds no patient data, only the names of builds.';

test('a request keeps its texts, without surrounding space', () => {
  expect(checkedRequest({ rule: 'backup-coverage', reason: ` ${reason}\n`, expires: '2028-02-29' })).toEqual({
    rule: 'backup-coverage',
    reason,
    expires: '2028-02-29',
  });
  expect(checkedRequest({ rule: 'backup-coverage', reason })).toEqual({ rule: 'backup-coverage', reason });
});

test.each([
  '',
  '   ',
  'accepted',
  'it is not needed',
  'aaaaaaaaaaaaaaaaaaaaaaaaa',
  'because because because because',
  '.......... .......... ...........',
  'TODO explain this to the auditors',
  'The reason is to be determined by the team',
])('"%s" is no reason', (text) => {
  expect(() => checkedRequest({ rule: 'backup-coverage', reason: text })).toThrow(
    expect.objectContaining({
      code: 'SuppressionWithoutReason',
      message: expect.stringContaining('backup-coverage'),
    }),
  );
});

test.each(['2027-13-01', '2027-02-29', '31.12.2027', '2027-1-1', 'never', ''])(
  '"%s" is not a day of the calendar',
  (expires) => {
    expect(() => checkedRequest({ rule: 'backup-coverage', reason, expires })).toThrow(
      expect.objectContaining({ code: 'InvalidExpiry', next: 'write it as 2027-12-31' }),
    );
  },
);

test('a suppression without a rule is refused', () => {
  expect(() => checkedRequest({ rule: ' ', reason })).toThrow(
    expect.objectContaining({ code: 'SuppressionWithoutRule' }),
  );
});
