import fc from 'fast-check';
import {
  type AlarmDescription,
  alarmDescription,
  longestDescription,
  readAlarmDescription,
  severities,
} from '.';

const alarm: AlarmDescription = {
  summary: 'The database answers slowly.',
  severity: 'page',
  owner: '@acme/data',
  patients: 'Appointments take long to load.',
  runbook: 'https://example.com/runbook#cpu',
};

test('P2.7: a description is the summary, and one line for each other field', () => {
  expect(alarmDescription(alarm)).toBe(
    [
      'The database answers slowly.',
      'Severity: page',
      'Owner: @acme/data',
      'Patients: Appointments take long to load.',
      'Runbook: https://example.com/runbook#cpu',
    ].join('\n'),
  );
});

test('P2.7: whatever is written is read again', () => {
  const line = fc
    .string({ unit: 'grapheme', minLength: 1, maxLength: 100 })
    .filter(
      (text) =>
        !/[\p{C}\p{Zl}\p{Zp}]/u.test(text) && text === text.replace(/\s+/gu, ' ').trim() && text !== '',
    );
  const summary = line.filter((text) => !/^(Severity|Owner|Patients|Runbook):/.test(text));
  const fields = { summary, severity: fc.constantFrom(...severities), owner: line, patients: line };
  fc.assert(
    fc.property(fc.record({ ...fields, runbook: fc.constant(alarm.runbook) }), (written) => {
      const text = alarmDescription(written);

      expect(text.length).toBeLessThanOrEqual(longestDescription);
      expect(readAlarmDescription(text)).toEqual(written);
    }),
  );
});

test.each<[string, Partial<AlarmDescription>, RegExp]>([
  ['a summary of two lines', { summary: 'One.\nOwner: @evil' }, /summary/],
  ['an empty owner', { owner: '' }, /owner/],
  ['a space at the end', { patients: 'None. ' }, /patients/],
  ['a character that turns the direction', { owner: '@acme\u202e' }, /owner/],
  ['a summary that begins like another field', { summary: 'Owner: me' }, /summary/],
  [
    'an unknown severity',
    { severity: 'urgent' as AlarmDescription['severity'] },
    /page, ticket, information/,
  ],
  ['a runbook without encryption', { runbook: 'http://example.com' }, /runbook/],
  ['a runbook that is a script', { runbook: 'javascript:alert(1)' }, /runbook/],
  ['more than CloudWatch takes', { patients: 'x'.repeat(1_000) }, /has 11\d\d characters.*1024/],
])('P2.7: %s is refused, and the message names the field', (_, over, problem) => {
  expect(() => alarmDescription({ ...alarm, ...over })).toThrow(
    expect.objectContaining({ code: 'InvalidAlarmDescription', message: expect.stringMatching(problem) }),
  );
});

test.each<[string, unknown, Partial<AlarmDescription>]>([
  ['nothing', undefined, {}],
  ['null', null, {}],
  ['a number', 7, {}],
  ['an empty text', '', {}],
  [
    'a text of somebody else',
    'Goes into alarm\nwhen CPU is high',
    { summary: 'Goes into alarm when CPU is high' },
  ],
  ['line ends of Windows', 'A.\r\nOwner:  @acme/data \r\n', { summary: 'A.', owner: '@acme/data' }],
  ['a field twice', 'Owner: first\nOwner: second', { owner: 'first' }],
  ['fields without values', 'Owner:\nSeverity:\nRunbook:', {}],
  ['an unknown severity', 'Severity: urgent', {}],
  ['a runbook that is a script', 'Runbook: javascript:alert(1)', {}],
  ['characters that nobody sees', 'A\u0000\u202eB.', { summary: 'A B.' }],
  ['names of every object', '__proto__: x\nconstructor: y', { summary: '__proto__: x constructor: y' }],
])('P2.7: %s is read as far as it goes', (_, text, read) => {
  expect(readAlarmDescription(text)).toEqual({
    summary: undefined,
    severity: undefined,
    owner: undefined,
    patients: undefined,
    runbook: undefined,
    ...read,
  });
});
