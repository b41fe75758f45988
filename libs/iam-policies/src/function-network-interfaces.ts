/** A function in a VPC. */
export interface FunctionInVpc {
  readonly region: string;
  /** ARN of the function as a text, not a reference: the function is created after its role. */
  readonly functionArn: string;
}

const actions = [
  'ec2:CreateNetworkInterface',
  'ec2:DescribeNetworkInterfaces',
  'ec2:DescribeSubnets',
  'ec2:DeleteNetworkInterface',
  'ec2:AssignPrivateIpAddresses',
  'ec2:UnassignPrivateIpAddresses',
];

/**
 * Statements for the role of a function in a VPC. Lambda manages the network interfaces. The code of the function must
 * not.
 * https://docs.aws.amazon.com/lambda/latest/dg/configuration-vpc.html#configuration-vpc-best-practice-permissions
 */
export function functionNetworkInterfaces({ region, functionArn }: FunctionInVpc): object[] {
  return [
    {
      Sid: 'NetworkInterfacesForLambda',
      Effect: 'Allow',
      Action: actions,
      // When Lambda creates an interface, the interface has no id yet. To remove one, Lambda lists them all.
      Resource: '*',
      Condition: { StringEquals: { 'aws:RequestedRegion': region } },
    },
    {
      Sid: 'NoNetworkInterfacesForTheCode',
      Effect: 'Deny',
      Action: actions,
      Resource: '*',
      Condition: { ArnEquals: { 'lambda:SourceFunctionArn': functionArn } },
    },
  ];
}
