import { type Deployment, parseDeployment, recordsPath as readPath } from '@bulkhead/alert-function';
import { type DeployRecord, recordPath, recordsPath } from './record';
import { recordText } from './record-text';
import { testRecord } from './test-records';

const of = { environment: 'qa', role: 'dr', app: 'network', stack: 'vpc' } as const;
const commit = '0a1b2c3d4e5f60718293a4b5c6d7e8f901234567';

/** What the function makes of a record as this tool writes it, part by part. */
function read(record: DeployRecord): (Deployment | 'unreadable' | undefined)[] {
  const path = recordPath(of.environment, of);
  const { head, parts } = recordText(record);
  return [
    parseDeployment(of.environment, path, head),
    ...[...parts].map(([name, text]) => parseDeployment(of.environment, `${path}/${name}`, text)),
  ];
}

test('the function that tells people about an alarm looks for records where the tool writes them', () => {
  expect(readPath('qa')).toBe(recordsPath('qa'));
});

test.each(['deploying', 'deployed', 'failed', 'destroying'] as const)(
  'the function reads a record with the outcome %s as the tool writes it',
  (outcome) => {
    const at = '2026-11-24T12:00:00.000Z';
    const by = { caller: 'ada@laptop', commit, clean: false, tool: '0.1.0' };

    expect(read(testRecord({ of, outcome, at, by, seconds: 90.5 }))).toEqual([
      {
        role: 'dr',
        app: 'network',
        stack: 'vpc',
        outcome,
        at: new Date(at),
        commit,
        isClean: false,
        seconds: 90.5,
      },
    ]);
  },
);

test('the function reads a record without an origin', () => {
  expect(read(testRecord({ of }))).toEqual([
    expect.objectContaining({
      outcome: 'deployed',
      commit: undefined,
      isClean: undefined,
      seconds: undefined,
    }),
  ]);
});

test('the function ignores the parts of a large record', () => {
  const files = Object.fromEntries(
    Array.from({ length: 500 }, (_, index) => [`file-${index}`, `${Math.imul(index, 2_654_435_761)}`]),
  );
  const [head, ...parts] = read(testRecord({ of, files }));

  expect(head).toMatchObject({ outcome: 'deployed' });
  expect(parts.length).toBeGreaterThan(0);
  expect(parts).toEqual(parts.map(() => undefined));
});
