import { ApplyProgress } from './apply-progress';
import { type TerraformMessage } from './terraform-message';

const plan = (add: number, change: number, remove: number): TerraformMessage => ({
  type: 'change_summary',
  changes: { add, change, remove, operation: 'plan' },
});
const done = (address: string, type = 'apply_complete', action = 'create'): TerraformMessage => ({
  type,
  '@message': `${address}: done`,
  hook: { resource: { addr: address }, action },
});

/** The progress lines of messages. */
function told(messages: TerraformMessage[]): [string, string | undefined][] {
  const lines: [string, string | undefined][] = [];
  const progress = new ApplyProgress((line, resources) =>
    lines.push([line, resources && `${resources.done}/${resources.total}`]),
  );
  for (const message of messages) progress.take(message);
  return lines;
}

test('each finished or failed resource is reported with the progress of the plan', () => {
  expect(
    told([
      plan(2, 0, 1),
      done('aws_vpc.main', 'apply_start'),
      done('aws_vpc.main'),
      done('aws_eip.nat', 'apply_errored'),
      done('aws_subnet.a'),
    ]),
  ).toEqual([
    ['aws_vpc.main: done', '1/3'],
    ['aws_eip.nat: done', '1/3'],
    ['aws_subnet.a: done', '2/3'],
  ]);
});

test('the counts contain finished changes, not planned ones, also after a failure', () => {
  const progress = new ApplyProgress(() => undefined);
  progress.take(plan(3, 1, 1));
  expect(progress.counts).toEqual({ added: 0, changed: 0, destroyed: 0 });

  for (const message of [
    done('data.aws_ssm_parameter.vpc', 'apply_complete', 'read'),
    done('aws_vpc.main'),
    done('aws_subnet.a'),
    done('aws_subnet.b', 'apply_errored'),
    done('aws_kms_key.logs', 'apply_complete', 'update'),
    done('aws_eip.old', 'apply_complete', 'delete'),
  ])
    progress.take(message);
  expect(progress.counts).toEqual({ added: 2, changed: 1, destroyed: 1 });
});

test('data that is read is no resource', () => {
  expect(told([plan(1, 0, 0), done('data.aws_ssm_parameter.vpc')])).toEqual([]);
});

test('without a plan, the total is unknown', () => {
  expect(told([done('aws_vpc.main')])).toEqual([['aws_vpc.main: done', undefined]]);
});
