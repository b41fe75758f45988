import { openClient } from '../retries/open-client';

/**
 * Names of the regions that are enabled for the caller's account.
 *
 * https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_DescribeRegions.html
 *
 * @param region name of the region to ask
 */
export async function enabledRegions(region: string): Promise<string[]> {
  const { DescribeRegionsCommand, EC2Client } = await import('@aws-sdk/client-ec2');
  const client = await openClient(EC2Client, region);
  try {
    const { Regions = [] } = await client.send(new DescribeRegionsCommand({}));
    return Regions.flatMap(({ RegionName }) => RegionName ?? []);
  } finally {
    client.destroy();
  }
}
