import './test-mocked-world';
import { testFolder } from '../test-folder';
import { drawn } from '../workspace/test-instances';
import { deploy } from './deploy';
import { destroy } from './destroy';
import { beginWorld, testRun } from './test-world';

// C waits for B; A and D stand alone.
const instances = drawn('A, B -> C, D');
const [a, b, c, d] = instances.map(({ id }) => id);

/** What the engine was asked, one stack at a time, of stacks of these types. */
async function asked(verb: typeof deploy, types: Readonly<Record<string, string>>, seconds?: number) {
  const world = beginWorld();
  for (const instance of instances) {
    const resource = { [types[instance.app] ?? 'aws_kms_key']: { main: {} } };
    world.synthesized.set(instance.id, {
      directory: testFolder({ 'cdk.tf.json': JSON.stringify({ resource }), 'stack.json': '{}' }),
      template: 'cdk.tf.json',
      engine: 'cdktf',
    });
    if (verb === destroy || instance.app === 'D')
      world.record(instance, { outcome: 'failed', ...(instance.app === 'D' && { seconds }) });
  }
  const { run } = testRun(instances);
  await verb({ ...run, parallel: 1 });
  return world.asked.map((line) => line.split(' ').at(-1));
}

test('the stack with the longest way behind it is deployed first, by the types of what there is to create', async () => {
  expect(await asked(deploy, {})).toEqual([b, a, c, d]);
  expect(await asked(deploy, { D: 'aws_nat_gateway' })).toEqual([d, b, a, c]);
  expect(await asked(deploy, { D: 'aws_nat_gateway', C: 'aws_db_instance' })).toEqual([b, c, d, a]);
});

test('how long the last deploy took says more than types', async () => {
  expect(await asked(deploy, { C: 'aws_nat_gateway' }, 1_000)).toEqual([d, b, c, a]);
  expect(await asked(deploy, { D: 'aws_nat_gateway' }, 0)).toEqual([b, a, c, d]);
});

test('the stack with the longest way behind it is destroyed first, by the types of what there is to delete', async () => {
  expect(await asked(destroy, { B: 'aws_db_instance' }, 1_000)).toEqual([c, b, a, d]);
  expect(await asked(destroy, { A: 'aws_nat_gateway' }, 1_000)).toEqual([a, c, b, d]);
});
