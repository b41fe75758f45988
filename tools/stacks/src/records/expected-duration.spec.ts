import { testFolder } from '../test-folder';
import { type Synthesized } from '../synthesis/synthesize';
import { expectedDuration } from './expected-duration';

const synthesized = {
  engine: 'cdktf',
  directory: testFolder({ 'cdk.tf.json': JSON.stringify({ resource: { aws_nat_gateway: { main: {} } } }) }),
  template: 'cdk.tf.json',
} as Partial<Synthesized> as Synthesized;

test.each([
  ['as long as the last deploy', { seconds: 7 }, synthesized, 7],
  ['no time, where the last deploy took none', { seconds: 0 }, synthesized, 0],
  ['what its types take, where no duration is recorded', {}, synthesized, 120.5],
  ['what its types take, where nothing is recorded', undefined, synthesized, 120.5],
  ['as long as the last deploy, where it cannot be synthesized', { seconds: 7 }, new Error('syntax'), 7],
  ['no time, where it cannot be synthesized', undefined, new Error('syntax'), 0],
  ['no time, where it was not synthesized', undefined, undefined, 0],
  ['no time, where its template is gone', undefined, { ...synthesized, template: 'gone.json' }, 0],
])('a stack is expected to take %s', (_, record, output, seconds) => {
  expect(expectedDuration(record, output)).toBe(seconds);
});
