import { parseEnvironment } from '@bulkhead/config';
import { testAssembly } from '../../test-aws/test-assembly';
import { testAws } from '../../test-aws/test-aws';
import { type TestStack, type TestTemplate } from '../../test-aws/test-stack';
import { testInstance } from '../../workspace/test-instances';
import { type EngineRequest } from '../engine';
import { deployStack } from './deploy-stack';

/** Name of the CloudFormation stack. */
export const stackName = 'qa-service';
/** Tags of every resource of the stack. */
export const tags = [
  { Key: 'bulkhead:environment', Value: 'qa' },
  { Key: 'bulkhead:app', Value: 'app-platform' },
  { Key: 'bulkhead:stack', Value: 'service' },
];

/** The resources of a protected environment's service stack that prevent a rollback. */
export const template: TestTemplate = {
  Resources: {
    LogGroup: {
      Type: 'AWS::Logs::LogGroup',
      DeletionPolicy: 'RetainExceptOnCreate',
      Properties: { LogGroupName: '/bulkhead/qa/service', Tags: tags },
    },
    AccessLogs: {
      Type: 'AWS::S3::Bucket',
      DeletionPolicy: 'RetainExceptOnCreate',
      Properties: { BucketName: 'qa-access-logs', Tags: tags },
    },
    Balancer: {
      Type: 'AWS::ElasticLoadBalancingV2::LoadBalancer',
      Properties: {
        Name: 'qa',
        LoadBalancerAttributes: [
          { Key: 'access_logs.s3.bucket', Value: { Ref: 'AccessLogs' } },
          { Key: 'deletion_protection.enabled', Value: 'true' },
        ],
      },
    },
    Service: { Type: 'AWS::ECS::Service', Properties: { LoadBalancers: [{ Ref: 'Balancer' }] } },
    Scaling: { Type: 'AWS::ApplicationAutoScaling::ScalableTarget' },
  },
};
/** The template in the form that CloudFormation gets. */
export const body = JSON.stringify(template);

/** The differences from a request for a protected environment on AWS. */
export interface Way {
  readonly target?: 'aws' | 'emulator';
  readonly isProtected?: boolean;
  readonly unfinished?: boolean;
  readonly signal?: AbortSignal;
  readonly synthesized?: TestTemplate;
}

/** A request with a cloud assembly of one stack, and its progress messages. */
export function requesting(way: Way = {}): { request: EngineRequest; lines: string[] } {
  const { target = 'aws', isProtected = true, unfinished = true, signal, synthesized = template } = way;
  const lines: string[] = [];
  const directory = testAssembly(stackName, synthesized, isProtected);
  const settings = { name: 'qa', preset: 'saas', account: '123456789012', protected: isProtected, target };
  return {
    lines,
    request: {
      workspaceRoot: directory,
      environment: parseEnvironment(settings, 'qa.json'),
      instance: testInstance('app-platform/service@primary', { engine: 'cdk' }),
      synthesized: { name: stackName, directory, template: 'service.template.json' },
      signal: signal ?? new AbortController().signal,
      unfinished,
      progress: (line: string) => lines.push(line),
    } as unknown as EngineRequest,
  };
}

/** The leftovers of an earlier run: the creation of one resource was refused, and the rollback failed. */
export function rollbackFailed(): TestStack {
  const { cloudFormation } = testAws();
  cloudFormation.faults['Service'] = {
    create: 'Invalid request: The target group has no listener (HandlerErrorCode: InvalidRequest)',
  };
  const stack = cloudFormation.left(stackName, (left) => {
    left.terminationProtection = true;
    left.create(body);
  });
  delete cloudFormation.faults['Service'];
  expect(stack.status).toBe('ROLLBACK_FAILED');
  return stack;
}

/** The stack, deployed. */
export const deployed = (): TestStack =>
  testAws().cloudFormation.left(stackName, (stack) => {
    stack.create(body);
  });
/** The stack that has the name now. */
export const current = () => testAws().cloudFormation.stack(stackName);

/** Runs a deploy that must fail, and returns its error. */
export const failing = async (way: Way = {}) => {
  const { request } = requesting(way);
  return deployStack(request).then(
    () => {
      throw new Error('it was deployed');
    },
    (error: { code: string; message: string; next: string }) => error,
  );
};
/** The template with a change that CloudFormation makes in place. */
export const changed: TestTemplate = {
  Resources: {
    ...template.Resources,
    Scaling: { Type: 'AWS::ApplicationAutoScaling::ScalableTarget', Properties: { MaxCapacity: 9 } },
  },
};
const touching = /^(Delete|Update|Create|Execute|Continue|Rollback)/;
/** The requests to CloudFormation that change something. */
export const touched = () => testAws().cloudFormation.calls.filter((action) => touching.test(action));
