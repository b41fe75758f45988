import { type ForeignParameter } from '@bulkhead/cdk';

const image = {
  owner: 'aws',
  pattern: /ami-[0-9a-f]+/,
  type: 'AWS::EC2::Image::Id',
  origin: 'AWS keeps it in every region where there is such an image',
} as const;

/**
 * The newest Amazon Linux 2023. The deploy reads its id from AWS. A newer image is a reason to deploy, and so instances
 * get its security updates.
 * https://docs.aws.amazon.com/linux/al2023/ug/ec2.html
 */
export const amazonLinux: ForeignParameter = {
  ...image,
  key: 'amazonLinuxImageId',
  path: '/aws/service/ami-amazon-linux-latest/al2023-ami-kernel-6.1-x86_64',
  description: 'Amazon Linux 2023 for x86_64',
};

/**
 * The newest Amazon Linux 2023 with Docker and the ECS agent.
 * https://docs.aws.amazon.com/AmazonECS/latest/developerguide/retrieve-ecs-optimized_AMI.html
 */
export const amazonLinuxForEcs: ForeignParameter = {
  ...image,
  key: 'amazonLinuxForEcsImageId',
  path: '/aws/service/ecs/optimized-ami/amazon-linux-2023/recommended/image_id',
  description: 'Amazon Linux 2023 for ECS, for x86_64',
};
