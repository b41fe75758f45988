import { type FailureKind, kindOfAll, kindOfSdkError, kindOfText } from './failure-kind';

/** In the format of Terraform's AWS provider. */
const terraform = (status: number, end: string) =>
  `creating EC2 VPC: operation error EC2: CreateVpc, https response error StatusCode: ${status}, RequestID: 7d-1, ${end}`;

/** In the format of CloudFormation for a resource. */
const handler = (message: string, status: number, code: string) =>
  `Service: Resource handler returned message: "${message} (Service: Ecs, Status Code: ${status}, Request ID: 7d-1)" (RequestToken: 7d-2, HandlerErrorCode: ${code})`;

test.each<[FailureKind, string]>([
  ['throttling', terraform(400, 'api error Throttling: Rate exceeded')],
  ['throttling', terraform(400, 'api error ThrottlingException: Rate exceeded')],
  ['throttling', terraform(503, 'api error RequestLimitExceeded: Request limit exceeded.')],
  ['throttling', terraform(429, 'api error TooManyRequestsException: Rate exceeded')],
  ['throttling', terraform(400, 'api error TooManyRequests: Rate exceeded')],
  ['throttling', terraform(503, 'api error SlowDown: Please reduce your request rate.')],
  ['throttling', handler('Rate exceeded', 400, 'Throttling')],
  [
    'throttling',
    'Topic: Rate exceeded (Service: AmazonSNS; Status Code: 400; Error Code: Throttling; Request ID: 1)',
  ],
  ['throttling', 'Topic: Rate exceeded'],
  ['transient', terraform(500, 'api error InternalError: An internal error has occurred')],
  ['transient', terraform(503, 'api error ServiceUnavailable: Service is unable to handle request.')],
  ['transient', terraform(503, 'deserialization failed')],
  [
    'transient',
    terraform(
      0,
      'request send failed, Post "https://ec2": read tcp 10.0.0.1:1->10.0.0.2:443: read: connection reset by peer',
    ),
  ],
  ['transient', terraform(0, 'request send failed, Post "https://ec2": EOF')],
  ['transient', terraform(0, 'request send failed, Post "https://ec2": dial tcp 10.0.0.2:443: i/o timeout')],
  ['transient', handler('Internal error', 500, 'ServiceInternalError')],
  ['transient', 'Template upload failed: socket hang up'],
  [
    'permanent',
    terraform(403, 'api error UnauthorizedOperation: You are not authorized to perform this operation.'),
  ],
  [
    'permanent',
    terraform(403, 'api error AccessDenied: User is not authorized to perform: rds:CreateDBCluster'),
  ],
  ['permanent', terraform(400, 'api error InvalidParameterValue: Value is not valid')],
  ['permanent', terraform(400, 'api error VpcLimitExceeded: The maximum number of VPCs has been reached.')],
  ['permanent', terraform(400, 'api error LimitExceededException: 10000 keys are the limit')],
  ['permanent', terraform(409, 'api error EntityAlreadyExists: Role with name x already exists.')],
  ['permanent', terraform(404, 'api error NoSuchEntity: The role cannot be found.')],
  // The word throttling in a message does not mean that the call was throttled.
  [
    'permanent',
    terraform(400, 'api error ValidationException: Throttling settings are not valid: Rate exceeded'),
  ],
  ['permanent', handler('Throttling settings are not valid', 400, 'InvalidRequest')],
  ['permanent', 'Error: dial tcp 127.0.0.1:4566: connect: connection refused'],
  ['permanent', 'Invalid reference in main.tf'],
])('%s: %s', (kind, text) => {
  expect(kindOfText(text)).toBe(kind);
});

test.each<[FailureKind, FailureKind[]]>([
  ['permanent', []],
  ['throttling', ['throttling', 'transient']],
  ['transient', ['transient', 'transient']],
  ['permanent', ['transient', 'permanent', 'throttling']],
])('together they are %s: %j', (together, kinds) => {
  expect(kindOfAll(kinds)).toBe(together);
});

const sdkError = (name: string, httpStatusCode: number) =>
  Object.assign(new Error(name), { name, $metadata: { httpStatusCode } });

test.each<[FailureKind, unknown]>([
  ['throttling', sdkError('ThrottlingException', 400)],
  ['transient', sdkError('InternalServerError', 500)],
  ['transient', Object.assign(new Error('read'), { code: 'ECONNRESET' })],
  ['throttling', new Error('Deployment failed', { cause: sdkError('Throttling', 400) })],
  ['permanent', sdkError('AccessDenied', 403)],
  ['permanent', sdkError('LimitExceededException', 400)],
  ['permanent', new TypeError('a defect')],
  ['permanent', 'no error at all'],
])('an error of the SDK is %s: %s', (kind, error) => {
  expect(kindOfSdkError(error)).toBe(kind);
});
