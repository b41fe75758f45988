import { testInstance } from '../workspace/test-instances';
import { type Scene, vpcId } from './scene';

/** The network under its former name. */
export const former = testInstance('network/core@primary', { publishes: ['network'] });

/** The network stands under its former name, and was never deployed under its present one. */
export function givenFormer({ world }: Scene): void {
  world.record(former, {
    engine: 'cdktf',
    published: { [vpcId]: '^vpc-' },
    publishedValues: { [vpcId]: 'vpc-1' },
    files: { 'cdk.tf.json': 'of once' },
  });
  world.parameters.set(`us-east-1 ${vpcId}`, 'vpc-1');
}
