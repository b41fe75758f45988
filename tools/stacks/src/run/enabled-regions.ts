import { clientSettings } from '../retries/client-settings';

/**
 * Names of the regions that are enabled for the account of the caller.
 *
 * https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_DescribeRegions.html
 *
 * @param region name of the one that is asked
 */
export async function enabledRegions(region: string): Promise<string[]> {
  const { DescribeRegionsCommand, EC2Client } = await import('@aws-sdk/client-ec2');
  const client = new EC2Client(await clientSettings(region));
  try {
    const { Regions = [] } = await client.send(new DescribeRegionsCommand({}));
    return Regions.flatMap(({ RegionName }) => RegionName ?? []);
  } finally {
    client.destroy();
  }
}
