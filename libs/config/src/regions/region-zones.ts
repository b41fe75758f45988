/**
 * The number of availability zones in which an account can have subnets, by region: the regions that every account has
 * by default, and Zurich, which is opt-in. us-west-1 and ap-northeast-1 have one more zone, which new accounts do not
 * see.
 * https://docs.aws.amazon.com/global-infrastructure/latest/regions/aws-availability-zones.html
 */
export const zonesInRegion: Readonly<Record<string, number>> = {
  'us-east-1': 6,
  'us-east-2': 3,
  'us-west-1': 2,
  'us-west-2': 4,
  'ca-central-1': 3,
  'sa-east-1': 3,
  'eu-central-1': 3,
  'eu-central-2': 3,
  'eu-north-1': 3,
  'eu-west-1': 3,
  'eu-west-2': 3,
  'eu-west-3': 3,
  'ap-northeast-1': 3,
  'ap-northeast-2': 4,
  'ap-northeast-3': 3,
  'ap-south-1': 3,
  'ap-southeast-1': 3,
  'ap-southeast-2': 3,
};

/**
 * Letters beyond the first ones, for regions with a zone that some accounts do not see, or with a missing letter. Each
 * account has other letters of a region; only EC2 knows which.
 */
const lastLetters: Readonly<Record<string, string>> = {
  'us-west-1': 'c',
  'ca-central-1': 'd',
  'ap-northeast-1': 'd',
};

/** The letters of a region's zones, such as `abc` for three; empty for an unknown region. */
export function zoneLetters(region: string): string {
  const last = lastLetters[region] ?? 'abcdef'.charAt((zonesInRegion[region] ?? 0) - 1);
  return last && 'abcdef'.slice(0, 'abcdef'.indexOf(last) + 1);
}
