/**
 * How many availability zones an account can have subnets in, by region: the regions that every account has without
 * asking, and Zurich, which one asks for. In us-west-1 and ap-northeast-1 there is one more, which new accounts do not see.
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
 * Letters beyond the first ones, where a region has a zone that some accounts do not see or has left a letter out. Which
 * of its letters an account has differs, and is for EC2 to say.
 */
const lastLetters: Readonly<Record<string, string>> = {
  'us-west-1': 'c',
  'ca-central-1': 'd',
  'ap-northeast-1': 'd',
};

/** The letters that zones of a region end with, `abc` for one of three; empty for a region that is not known. */
export function zoneLetters(region: string): string {
  const last = lastLetters[region] ?? 'abcdef'.charAt((zonesInRegion[region] ?? 0) - 1);
  return last && 'abcdef'.slice(0, 'abcdef'.indexOf(last) + 1);
}
