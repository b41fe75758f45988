import { Refusal } from '@bulkhead/errors';
import { AwsFailure } from '../retries/aws-failure';
import { foldedNotes, unknownFact } from './unknown-fact';

const ada = 'arn:aws:iam::123456789012:user/ada';
const denied = (action: string) => {
  const message = `User: ${ada} is not authorized to perform: ${action} because no identity-based policy allows the ${action} action`;
  const call = { client: 'RDS', operation: 'DescribeDBClusters', region: 'us-east-1', input: {} };
  const error = Object.assign(new Error(message), {
    name: 'AccessDenied',
    $metadata: { attempts: 2, httpStatusCode: 403 },
    $fault: 'client',
  });
  return new AwsFailure(call, error);
};

test('a failed call has its code, the answer of AWS, and the missing permission', () => {
  expect(foldedNotes([unknownFact('quota DB clusters', denied('rds:DescribeDBClusters'))])).toEqual([
    `not known: quota DB clusters (AwsDenied: AccessDenied: User: ${ada} is not authorized to perform: rds:DescribeDBClusters because no identity-based policy allows the rds:DescribeDBClusters action); next: allow rds:DescribeDBClusters for ${ada}, then run the same command again`,
  ]);
});

test('a long answer is cut, and the next step is not', () => {
  const action = `rds:${'Describe'.repeat(40)}`;
  const [line = ''] = foldedNotes([unknownFact('quota DB clusters', denied(action))]);

  expect(line).toContain('…); next: ');
  expect(line).toContain(`allow ${action} for ${ada}`);
});

test('texts that end in brackets are folded by the whole reason', () => {
  const notes = ['A', 'B'].map((what) =>
    unknownFact(`quota ${what} (of each zone)`, denied('rds:DescribeDBClusters')),
  );
  const other = unknownFact('quota C', new Error('no answer (2 attempts)'));
  const lines = foldedNotes([...notes, other]);

  expect(lines).toEqual([
    expect.stringMatching(/^not known: quota A \(of each zone\); quota B \(of each zone\) \(AwsDenied: /),
    'not known: quota C (Error: no answer (2 attempts))',
  ]);
});

test('an error of ours has its code and its next step, and every error has one line only', () => {
  const refusal = new Refusal('ForeignBucket', 'It is of another account.', { next: 'edit the prefix' });

  expect(foldedNotes([unknownFact('A', refusal), unknownFact('B', new Error('first\nsecond'))])).toEqual([
    'not known: A (ForeignBucket: It is of another account.); next: edit the prefix',
    'not known: B (Error: first)',
  ]);
  expect(foldedNotes([unknownFact('C', 'thrown')])).toEqual(['not known: C (Error: thrown)']);
});
