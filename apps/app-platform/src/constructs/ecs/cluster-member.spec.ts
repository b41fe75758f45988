import { spawnSync } from 'node:child_process';
import { chmodSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import { clusterMember } from './cluster-member';

const files = clusterMember({ region: 'eu-west-1', stackName: 'stack' }, 10);
const program = files.find(({ path }) => path.startsWith('/usr/local/bin/'))?.content ?? '';

/** The signal that the program sends to CloudFormation if the agent of the instance gives this answer. */
function signalWhereAgentSays(answer: string) {
  const folder = mkdtempSync(join(tmpdir(), 'cluster-member-'));
  try {
    for (const [name, script] of [
      ['curl', `printf '%s' '${answer}'`],
      ['sleep', ''],
      ['cfn-signal', 'echo "$@"'],
    ] as const) {
      writeFileSync(join(folder, name), `#!/bin/sh\n${script}\n`);
      chmodSync(join(folder, name), 0o755);
    }
    const { stdout, status } = spawnSync(
      'bash',
      ['-c', program.replace('/opt/aws/bin/cfn-signal', 'cfn-signal')],
      {
        env: { PATH: [folder, process.env['PATH']].join(delimiter) },
        encoding: 'utf8',
      },
    );
    return { said: stdout.trim(), status };
  } finally {
    rmSync(folder, { recursive: true });
  }
}

const signal = (code: number) =>
  `--exit-code ${code} --stack stack --resource InstanceGroup --region eu-west-1`;

test('P4.2: an instance signals success when its agent has an ARN in the cluster', () => {
  const answer =
    '{"Cluster":"c","ContainerInstanceArn":"arn:aws:ecs:eu-west-1:123456789012:container-instance/c/1"}';
  expect(signalWhereAgentSays(answer)).toEqual({ said: signal(0), status: 0 });
});

test.each(['', '{"Cluster":"c","ContainerInstanceArn":null}', '{"Cluster":"c","ContainerInstanceArn":""}'])(
  'P4.2: an instance signals failure when the agent keeps answering "%s"',
  (answer) => {
    expect(signalWhereAgentSays(answer)).toEqual({ said: signal(1), status: 1 });
  },
);
