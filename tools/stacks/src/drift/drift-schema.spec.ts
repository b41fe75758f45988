import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseEnvironment } from '@bulkhead/config';
import { z } from 'zod';
import { testFolder } from '../test-folder';
import { testInstance } from '../workspace/test-instances';
import { driftReportOf, removeDriftReport, writeDriftReport } from './drift-report';
import { driftReport } from './drift-schema';
import { type Finding, neverDeployed } from './finding';

const committed = join(__dirname, '../../schemas/drift.schema.json');
const environment = parseEnvironment({ name: 'qa', preset: 'saas', account: '123456789012' }, 'qa.json');

const drifted: Finding = {
  status: 'drifted',
  reason: '1 changed',
  drift: {
    gone: false,
    checked: 1,
    drifted: [
      {
        kind: 'changed',
        resource: 'aws_vpc.main',
        physicalId: 'vpc-1',
        type: 'aws_vpc',
        attributes: [{ path: 'tags_all.Owner', expected: null, actual: 'mallory' }],
      },
      {
        kind: 'added',
        resource: 'aws_kms_key.main',
        physicalId: 'key-1',
        type: 'aws_kms_key',
        attributes: [],
        addition: { what: 'alias of a key', content: 'alias/x', detail: { a: 1 }, name: 'added-1' },
      },
    ],
    additions: {
      unchecked: [{ what: 'grant on a key', resource: 'aws_kms_key.main', reason: 'no permission' }],
      uncovered: ['aws_elasticache_user_group'],
    },
    unchecked: [{ resource: 'Log', type: 'AWS::Logs::LogGroup', reason: 'no permission' }],
  },
};
const findings = new Map([
  [testInstance('network/vpc@primary'), drifted],
  [testInstance('network/vpc@dr'), neverDeployed],
]);

test('the committed JSON Schema is that of the report', () => {
  // Other programs read the report by this schema. A difference changes an interface and belongs in the change log.
  expect(JSON.parse(readFileSync(committed, 'utf8'))).toEqual(z.toJSONSchema(driftReport));
});

test('a report matches the schema, and has drifted if one of its stacks has', () => {
  const report = driftReportOf({ environment }, findings, { orphans: [] });

  expect(driftReport.parse(report)).toEqual(report);
  expect(report).toMatchObject({
    environment: 'qa',
    drifted: true,
    stacks: [
      {
        role: 'primary',
        status: 'drifted',
        resources: drifted.drift?.drifted,
        additions: drifted.drift?.additions,
      },
      { role: 'dr', status: 'not-deployed', resources: [], unchecked: [] },
    ],
  });
  expect(
    driftReportOf({ environment }, new Map([[testInstance('a/b@dr'), neverDeployed]]), { orphans: [] }),
  ).toMatchObject({
    drifted: false,
  });
});

test('a report is written for its environment, and removed before the next run', () => {
  const workspace = { workspaceRoot: testFolder(), environment };
  const file = join(workspace.workspaceRoot, 'dist/drift/qa.json');
  const report = driftReportOf(workspace, findings, { orphans: [] });
  writeDriftReport(workspace, report);

  expect(JSON.parse(readFileSync(file, 'utf8'))).toEqual(report);
  removeDriftReport(workspace);
  expect(() => readFileSync(file)).toThrow('ENOENT');
  expect(() => removeDriftReport(workspace)).not.toThrow();
});
