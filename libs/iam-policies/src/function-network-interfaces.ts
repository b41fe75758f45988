/** A function in a VPC. */
export interface FunctionInVpc {
  readonly region: string;
  /** Of the function, which is made after its role: a text and no reference. */
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
 * Statements for the role of a function in a VPC. The network interfaces are Lambda's to make; the code of the function is
 * denied them.
 * https://docs.aws.amazon.com/lambda/latest/dg/configuration-vpc.html#configuration-vpc-best-practice-permissions
 */
export function functionNetworkInterfaces({ region, functionArn }: FunctionInVpc): object[] {
  return [
    {
      Sid: 'NetworkInterfacesForLambda',
      Effect: 'Allow',
      Action: actions,
      // Lambda makes them before they have an id, and asks for all of them when it removes one.
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
