import { type Answer } from '../aws-error';
import { type Disturbed, type Listener } from '../fault';
import { FaultedCalls } from './faulted-calls';
import { callOf } from './test-calls';

const first = () => 0;
const key = 'ec2:CreateVpc aws_vpc.main #1';
const tagged = { 'Tag.1.Key': 'bulkhead:address', 'Tag.1.Value': 'aws_vpc.main' };
const createVpc = () => callOf('ec2', 'CreateVpc', { CidrBlock: '10.0.0.0/16', ...tagged });

const answer = (body: string, status = 200): Answer => ({ status, headers: {}, body });
const hears = (disturbed: Disturbed | undefined, body: string) => (disturbed as Listener).hear(answer(body));
const isLost = expect.objectContaining({ loses: true });

test('answer-lost: the first answer to each wanted call is lost, not that to its repetition nor to others', () => {
  const faulted = new FaultedCalls('answer-lost', new Set([key]));
  const call = createVpc();

  expect(faulted.fault(callOf('ec2', 'CreateSubnet'), first)).toBeUndefined();
  expect(faulted.fault(call, first)).toEqual(isLost);
  expect(faulted.fault(call, first)).toBeUndefined();
  expect(faulted.fault(createVpc(), first)).toBeUndefined();
  expect([...faulted.hit]).toEqual([key]);
});

test('answers-lost: no answer to it arrives in the whole run, also not to what makes the same anew', () => {
  const faulted = new FaultedCalls('answers-lost', new Set([key]));
  const call = createVpc();

  expect([call, call, createVpc()].map((each) => faulted.fault(each, first))).toEqual([
    isLost,
    isLost,
    isLost,
  ]);
  expect(faulted.fault(callOf('ec2', 'CreateSubnet'), first)).toBeUndefined();
});

test('a client token that was answered is answered the same again, and nothing is made twice', () => {
  const route = 'ec2:CreateRouteTable #1';
  const call = callOf('ec2', 'CreateRouteTable', { ClientToken: 'token' });
  const once = new FaultedCalls('answer-lost', new Set([route]));
  hears(once.fault(call, first), '<routeTableId>rtb-0a1b2c3d</routeTableId>');
  const forever = new FaultedCalls('answers-lost', new Set([route]));
  hears(forever.fault(call, first), '<routeTableId>rtb-0a1b2c3d</routeTableId>');

  expect(once.fault(call, first)).toMatchObject({ body: '<routeTableId>rtb-0a1b2c3d</routeTableId>' });
  expect(forever.fault(call, first)).toBe('reset');
});

test('a cluster whose name is taken is refused, as AWS does it, and does not take the place of the first one', () => {
  const cluster = 'rds:CreateDBCluster main #1';
  const call = callOf('rds', 'CreateDBCluster', { DBClusterIdentifier: 'main' });
  const once = new FaultedCalls('answer-lost', new Set([cluster]));
  hears(once.fault(call, first), '<DBClusterIdentifier>main</DBClusterIdentifier>');
  const failed = new FaultedCalls('answer-lost', new Set([cluster]));
  (failed.fault(call, first) as Listener).hear(answer('', 400));
  const forever = new FaultedCalls('answers-lost', new Set([cluster]));
  hears(forever.fault(call, first), '<DBClusterIdentifier>main</DBClusterIdentifier>');

  expect(once.fault(call, first)).toMatchObject({
    status: 400,
    body: expect.stringContaining('<Code>DBClusterAlreadyExistsFault</Code>') as string,
  });
  expect(failed.fault(call, first)).toBeUndefined();
  expect(forever.fault(call, first)).toBe('reset');
});

describe('read-fails', () => {
  const created =
    '<CreateVpcResponse><requestId>59dbff89-35bd-4eac-99ed-be587EXAMPLE</requestId><vpcId>vpc-0a1b2c3d</vpcId></CreateVpcResponse>';
  const describeVpc = (id: string) => callOf('ec2', 'DescribeVpcs', { 'VpcId.1': id });

  test('the first read of the object fails for good, the same read with it, other reads and objects do not', () => {
    const faulted = new FaultedCalls('read-fails', new Set([key]));
    hears(faulted.fault(createVpc(), first), created);

    expect(faulted.fault(describeVpc('vpc-99999999'), first)).toBeUndefined();
    expect(faulted.fault(describeVpc('vpc-0a1b2c3d'), first)).toMatchObject({ status: 400 });
    expect(faulted.fault(describeVpc('vpc-0a1b2c3d'), first)).toMatchObject({ status: 400 });
    expect(
      faulted.fault(callOf('ec2', 'DescribeVpcAttribute', { VpcId: 'vpc-0a1b2c3d' }), first),
    ).toBeUndefined();
    expect([...faulted.failedReads]).toEqual([[key, 'ec2:DescribeVpcs ExpiredTokenException']]);
  });

  test('an object that is given no id is read by its name', () => {
    const alias = 'kms:CreateAlias alias/bulkhead * #1';
    const faulted = new FaultedCalls('read-fails', new Set([alias]));
    const asked = { AliasName: 'alias/bulkhead', TargetKeyId: '0d990263-018e-4e65-a703-eff731de951e' };
    hears(faulted.fault(callOf('kms', 'CreateAlias', JSON.stringify(asked)), first), '{}');

    expect(faulted.fault(callOf('ssm', 'GetParameter', '{"Name":"alias/bulkhead"}'), first)).toBeUndefined();
    expect(
      faulted.fault(callOf('kms', 'ListAliases', JSON.stringify({ KeyId: asked.TargetKeyId })), first),
    ).toMatchObject({ status: 400 });
    expect(faulted.failedReads.has(alias)).toBe(true);
  });

  test('what the service refused to do is not read', () => {
    const faulted = new FaultedCalls('read-fails', new Set([key]));
    (faulted.fault(createVpc(), first) as Listener).hear(answer(created, 400));

    expect(faulted.fault(describeVpc('vpc-0a1b2c3d'), first)).toBeUndefined();
  });
});
