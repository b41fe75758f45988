import { CreateSecurityGroupCommand, CreateSubnetCommand, CreateVpcCommand } from '@aws-sdk/client-ec2';
import { PutParameterCommand } from '@aws-sdk/client-ssm';
import { type AwsClients } from './aws-clients';

/** Publishes one value in environment `local`, whoever else has. */
export async function publish({ ssm }: AwsClients, path: string, Value: string): Promise<void> {
  const Type = path.endsWith('Ids') ? 'StringList' : 'String';
  await ssm.send(new PutParameterCommand({ Name: `/bulkhead/local/${path}`, Value, Type, Overwrite: true }));
}

/** What `app-platform` and `database` read of contract `network`, without the network: what it names exists. Returns the VPC's id. */
export async function publishNetwork(aws: AwsClients): Promise<string> {
  const { Vpc } = await aws.ec2.send(new CreateVpcCommand({ CidrBlock: '10.9.0.0/16' }));
  const VpcId = Vpc?.VpcId ?? '';
  const subnets = await Promise.all(
    [1, 2, 3, 4, 5, 6].map((n) => {
      const zone = n % 2 === 0 ? 'b' : 'a';
      const place = { AvailabilityZone: `us-east-1${zone}`, CidrBlock: `10.9.${n}.0/24` };
      return aws.ec2.send(new CreateSubnetCommand({ VpcId, ...place }));
    }),
  );
  const ids = subnets.map(({ Subnet }) => Subnet?.SubnetId);
  await publish(aws, 'network/vpcId', VpcId);
  await publish(aws, 'network/publicSubnetIds', ids.slice(0, 2).join(','));
  await publish(aws, 'network/privateSubnetIds', ids.slice(2, 4).join(','));
  await publish(aws, 'network/isolatedSubnetIds', ids.slice(4).join(','));
  return VpcId;
}

/** What the database would publish, without the minutes that it takes to make one: its security group exists. */
export async function publishDatabase(aws: AwsClients, VpcId: string): Promise<void> {
  const { GroupId = '' } = await aws.ec2.send(
    new CreateSecurityGroupCommand({ VpcId, GroupName: 'database', Description: 'Database' }),
  );
  const arn = (service: string, name: string) => `arn:aws:${service}:us-east-1:123456789012:${name}`;
  const values = {
    identifier: 'database',
    writerEndpoint: 'writer.example',
    readerEndpoint: 'reader.example',
    port: '5432',
    databaseName: 'app',
    securityGroupId: GroupId,
    secretArn: arn('secretsmanager', 'secret:database'),
    secretKeyArn: arn('kms', 'key/00000000-0000-0000-0000-000000000000'),
  };
  for (const [key, value] of Object.entries(values)) await publish(aws, `database/${key}`, value);
}
