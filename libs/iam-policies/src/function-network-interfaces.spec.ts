import { functionNetworkInterfaces } from './function-network-interfaces';

test('P2.9: Lambda creates the network interfaces of a function, and the code of the function must not', () => {
  const functionArn = 'arn:aws:lambda:us-east-1:123456789012:function:inspect';
  const [allowed, denied] = functionNetworkInterfaces({ region: 'us-east-1', functionArn }) as {
    Action: string[];
  }[];

  expect(allowed).toMatchObject({
    Effect: 'Allow',
    Condition: { StringEquals: { 'aws:RequestedRegion': 'us-east-1' } },
  });
  expect(denied).toMatchObject({
    Effect: 'Deny',
    Condition: { ArnEquals: { 'lambda:SourceFunctionArn': functionArn } },
  });
  expect(denied?.Action).toEqual(allowed?.Action);
});
