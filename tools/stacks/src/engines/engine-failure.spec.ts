import { fakeProgram, testFolder } from '../test-folder';
import { testInstance } from '../workspace/test-instances';
import { withToolkit } from './cdk/with-toolkit';
import { EngineFailure } from './engine-failure';
import { type EngineRequest } from './engine';
import { runTerraform } from './terraform/terraform-cli';

const throttled =
  'operation error EC2: CreateVpc, https response error StatusCode: 503, RequestID: 1, api error RequestLimitExceeded: Request limit exceeded.';
const denied =
  'operation error EC2: CreateNatGateway, https response error StatusCode: 403, RequestID: 2, api error UnauthorizedOperation: You are not authorized to perform this operation.';

const kindOf = async (work: Promise<unknown>) => {
  const error: unknown = await work.then(
    () => undefined,
    (thrown: unknown) => thrown,
  );
  expect(error).toBeInstanceOf(EngineFailure);
  return error as EngineFailure;
};

describe('of Terraform', () => {
  const failure = (said: readonly (string | object)[]) => {
    const lines = said.map((line) => (typeof line === 'string' ? line : JSON.stringify(line)));
    return kindOf(
      runTerraform({
        binary: fakeProgram('terraform', `cat <<'EOF'\n${lines.join('\n')}\nEOF\nexit 1`),
        arguments: ['apply'],
        directory: testFolder(),
        subject: 'network/vpc@primary',
        signal: new AbortController().signal,
      }),
    );
  };
  const diagnostic = (address: string, detail: string) => ({
    type: 'diagnostic',
    diagnostic: { severity: 'error', summary: 'creating', detail, address },
  });

  test('whose only cause is a delay in AWS may be tried again', async () => {
    expect((await failure([diagnostic('aws_vpc.a', throttled)])).kind).toBe('throttling');
  });

  test('with one permanent error among others may not be tried again, and names each resource with its error', async () => {
    const error = await failure([
      diagnostic('aws_vpc.a', throttled),
      diagnostic('aws_nat_gateway.nat', denied),
    ]);

    expect(error.kind).toBe('permanent');
    expect(error.message).toContain('aws_nat_gateway.nat: creating');
    expect(error.message).toContain(
      'api error UnauthorizedOperation: You are not authorized to perform this operation.',
    );
  });

  test('that could not ask for the state lock is not reported as a held lock', async () => {
    const { diagnostic: asked, type } = diagnostic('', `Error message: ${throttled}`);
    const error = await failure([
      { type, diagnostic: { ...asked, summary: 'Error acquiring the state lock' } },
    ]);

    expect(error).toMatchObject({ code: 'TerraformFailed', kind: 'throttling' });
  });

  test('that prints text, as init does, is read as a whole', async () => {
    expect((await failure(['Error: loading the state:', `  ${throttled}`])).kind).toBe('throttling');
    expect((await failure(['Error: loading the state:', '  the bucket is not there'])).kind).toBe(
      'permanent',
    );
  });
});

describe('of CloudFormation', () => {
  const failure = (failures: readonly string[], cause: Error) =>
    kindOf(
      withToolkit(
        {
          environment: { name: 'qa', account: '123456789012', protected: false, target: 'aws' },
          instance: testInstance('app-platform/service@primary', { engine: 'cdk' }),
          signal: new AbortController().signal,
          synthesized: { directory: assembly() },
          progress: () => undefined,
        } as unknown as EngineRequest,
        undefined,
        async (toolkit) => {
          for (const failed of failures) {
            const [LogicalResourceId, ResourceStatusReason] = failed.split(': ');
            await toolkit.ioHost.notify({
              code: 'CDK_TOOLKIT_I5502',
              message: '',
              data: { event: { LogicalResourceId, ResourceStatus: 'CREATE_FAILED', ResourceStatusReason } },
            } as never);
          }
          throw cause;
        },
      ),
    );
  const assembly = () => testFolder({ 'manifest.json': { version: '36.0.0', artifacts: {} } });

  test('with throttling as its cause may be tried again, whatever was cancelled', async () => {
    const error = await failure(
      ['Service: Rate exceeded', 'Role: Resource creation cancelled'],
      new Error('failed creation'),
    );

    expect(error.kind).toBe('throttling');
  });

  test('with a resource as its cause is permanent, and names the resource', async () => {
    const error = await failure(['Service: No such cluster', 'Role: Rate exceeded'], new Error('failed'));

    expect(error.kind).toBe('permanent');
    expect(error.message).toContain('Service: No such cluster');
  });

  test('without a failed resource is judged by the failed call', async () => {
    const cause = Object.assign(new Error('Rate exceeded'), { name: 'Throttling' });

    expect((await failure([], cause)).kind).toBe('throttling');
    expect((await failure([], new Error('No such file'))).kind).toBe('permanent');
    // The error of the toolkit if STS does not answer.
    const unanswered = Object.assign(new Error('no credentials have been configured'), {
      name: 'NoCredentials',
    });
    expect((await failure([], unanswered)).kind).toBe('transient');
  });
});

test('a failure after changes is the same failure, with the counts of touched resources', () => {
  const cause = new Error('no');
  const failure = new EngineFailure('TerraformFailed', 'AWS says no.', 'throttling', { next: 'wait', cause });
  const touched = { added: 1, changed: 2, destroyed: 3 };

  expect(failure.touched).toEqual({ added: 0, changed: 0, destroyed: 0 });
  expect(failure.having(touched)).toMatchObject({
    code: 'TerraformFailed',
    message: 'AWS says no.',
    kind: 'throttling',
    next: 'wait',
    cause,
    touched,
  });
});
